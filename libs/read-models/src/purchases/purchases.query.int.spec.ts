import { purchaseAnswerSchema, type PurchaseStatus } from '#libs/contract';
import type { Offer, PurchaseCommand, RecordPayment } from '#libs/ledger';
import { InvalidCursor } from '../database/page-cursor.js';
import { PoisonEvent } from '../events/poison-event.js';
import { ProjectionFeed } from '../feed/projection-feed.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { PurchasesQuery } from './purchases.query.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const PRICE = { minorUnits: '999', currency: 'USD' } as const;
const OFFER: Offer = {
  kind: 'bundle',
  items: [
    { model: 'gpt-5-nano', tokens: '50000' },
    { model: 'claude', tokens: '10000.5' },
  ],
  price: PRICE,
  listPrice: PRICE,
  expiresAfterDays: null,
};

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: PurchasesQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new PurchasesQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
  const named = { packageId: 'starter', name: 'Starter Bundle', description: '' };
  history.package({ type: 'DefinePackage', ...named, offer: OFFER }, at(0));
  history.model({ model: 'claude', name: 'Claude', engine: 'anthropic' }, at(0));
});
afterAll(() => fixture.close());

function advance(purchaseId: string, command: PurchaseCommand, minute: number) {
  return history.purchase(purchaseId, command, at(minute));
}
function start(purchaseId: string, minute = 1, accountId = 'acc-1') {
  const offered = history.packages.get('starter') ?? null;
  const wanted = { purchaseId, accountId, packageId: 'starter', offered, packageVersion: 0, units: 1 };
  return advance(purchaseId, { type: 'StartPurchase', ...wanted, origin: 'checkout' }, minute);
}
function open(purchaseId: string, payableUntil: Date, minute = 2) {
  const checkout = {
    paymentReference: `pay-${purchaseId}`,
    provider: 'sandbox',
    url: `https://pay/${purchaseId}`,
    payableUntil: payableUntil.toISOString(),
  };
  return advance(purchaseId, { type: 'OpenCheckout', purchaseId, checkout }, minute);
}
function hear(purchaseId: string, status: RecordPayment['payment']['status'], minute = 3) {
  const failure = status === 'failed' ? { code: 'card-declined', message: 'It was declined.' } : null;
  const payment = { paymentReference: `pay-${purchaseId}`, status, price: PRICE, failure, method: null };
  return advance(purchaseId, { type: 'RecordPayment', purchaseId, payment }, minute);
}
function complete(purchaseId: string, minute = 4) {
  return advance(purchaseId, { type: 'CompletePurchase', purchaseId, creditedAtPosition: '7' }, minute);
}
const found = async (purchaseId = 'p-1', now = at(5), accountId = 'acc-1') => {
  await fixture.project(history.events);
  return await query.find(accountId, purchaseId, now);
};

it('shows what was bought, by which names, and where it can be paid for', async () => {
  start('p-1');
  const [last] = open('p-1', at(60));
  expect(purchaseAnswerSchema.strict().parse(await found())).toEqual({
    purchaseId: 'p-1',
    accountId: 'acc-1',
    packageId: 'starter',
    packageVersion: 0,
    packageName: 'Starter Bundle',
    kind: 'bundle',
    units: 1,
    items: [
      { model: 'gpt-5-nano', modelName: 'gpt-5-nano', tokens: '50000' },
      { model: 'claude', modelName: 'Claude', tokens: '10000.5' },
    ],
    price: PRICE,
    origin: 'checkout',
    subscriptionId: null,
    status: 'pending',
    startedAt: at(1).toISOString(),
    paidAt: null,
    paidAgainAt: null,
    endedAt: null,
    failure: null,
    checkoutUrl: 'https://pay/p-1',
    paymentReference: 'pay-p-1',
    asOf: { position: last?.position.toString(), at: expect.any(String) },
  });
});

it('has no page to pay on before there is one, from the moment it closes, and once it was paid', async () => {
  start('p-1');
  expect(await found()).toMatchObject({ status: 'pending', checkoutUrl: null, paymentReference: null });
  open('p-1', at(60));
  expect(await found('p-1', new Date(at(60).getTime() - 1))).toMatchObject({
    checkoutUrl: 'https://pay/p-1',
  });
  expect(await found('p-1', at(60))).toMatchObject({ status: 'pending', checkoutUrl: null });
  hear('p-1', 'paid');
  expect(await found()).toMatchObject({ checkoutUrl: null });
});

it('calls what was paid and not credited pending still, and completed afterwards', async () => {
  start('p-1');
  hear('p-1', 'paid');
  expect(await found()).toMatchObject({ status: 'pending', paidAt: at(3).toISOString(), endedAt: null });
  complete('p-1');
  expect(await found()).toMatchObject({ status: 'completed', endedAt: at(4).toISOString() });
});

it('says why a purchase failed, and forgets it when it is paid after all', async () => {
  start('p-1');
  hear('p-1', 'failed');
  const failure = { code: 'card-declined', message: 'It was declined.' };
  expect(await found()).toMatchObject({ status: 'failed', failure, endedAt: at(3).toISOString() });
  hear('p-1', 'paid', 4);
  expect(await found()).toMatchObject({ status: 'pending', failure: null, endedAt: null });
});

it('does not show the purchase of another account', async () => {
  start('p-1');
  expect(await found('p-1', at(5), 'acc-2')).toBeNull();
  expect(await found('p-9')).toBeNull();
  expect((await query.page('acc-2', { limit: 50 }, at(5))).items).toEqual([]);
});

it.each<[PurchaseStatus, string[]]>([
  ['pending', ['paid', 'pending']],
  ['completed', ['completed']],
  ['failed', ['failed']],
  ['expired', ['expired']],
])('lists those that are %s', async (status, expected) => {
  for (const id of ['pending', 'paid', 'completed', 'failed', 'expired']) start(id);
  hear('paid', 'paid');
  hear('completed', 'paid');
  complete('completed');
  hear('failed', 'failed');
  hear('expired', 'expired');
  await fixture.project(history.events);
  const page = await query.page('acc-1', { limit: 50, status }, at(5));
  expect(page.items.map(({ purchaseId }) => purchaseId)).toEqual(expected);
});

it('is paged newest first, each purchase once, while new ones come', async () => {
  for (let index = 1; index <= 7; index += 1) start(`p-${index}`);
  await fixture.project(history.events);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await query.page('acc-1', { limit: 3, ...(cursor && { cursor }) }, at(5));
    seen.push(...page.items.map(({ purchaseId }) => purchaseId));
    cursor = page.nextCursor ?? undefined;
    await fixture.project(start(`new-${seen.length}`));
  } while (cursor);
  expect(seen).toEqual(['p-7', 'p-6', 'p-5', 'p-4', 'p-3', 'p-2', 'p-1']);
});

it('refuses a cursor of another list', async () => {
  const corrections = Buffer.from('c1:7').toString('base64url');
  await expect(query.page('acc-1', { limit: 50, cursor: corrections }, at(5))).rejects.toThrow(InvalidCursor);
});

it('tells the account of a purchase of what becomes of it, though only its first event names it', async () => {
  await fixture.project(start('p-1'));
  const feed = await ProjectionFeed.open(fixture.databaseUrl);
  const changes = feed.changes('acc-1', AbortSignal.timeout(20_000))[Symbol.asyncIterator]();
  const [paid] = hear('p-1', 'paid');
  const change = changes.next();
  await fixture.project(history.events);
  expect(await change).toMatchObject({ value: { position: paid?.position } });
  await feed.close();
});

it('takes a purchase that goes on and was never started for poison', async () => {
  start('p-1');
  const [, ...orphaned] = [...start('p-2'), ...hear('p-2', 'paid')];
  await expect(fixture.project(orphaned)).rejects.toThrow(PoisonEvent);
});
