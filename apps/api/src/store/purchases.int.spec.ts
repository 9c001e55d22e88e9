import { Aggregates, purchaseKind } from '#libs/aggregates';
import { routes, type Checkout, type PurchasePage } from '#libs/contract';
import type { PaymentState } from '#libs/payments';
import { randomUUID } from 'node:crypto';
import { BUNDLE, operationFor, StoreDriver } from '../testing/store-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/**
 * Faults tried: webhooks that come twice, together, late, out of order, forged, altered and too old, or never;
 * a crash between the payment and the credit; a payment of another amount; a second payment; answers lost.
 */
let api: TestApi;
let store: StoreDriver;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  store = await StoreDriver.of(api);
});
beforeEach(() => {
  accountId = randomUUID();
});
afterAll(() => api.close());

const CREDITED = { 'gpt-5-nano': '50000', claude: '10000.5' };

async function stateOf({ purchaseId }: Checkout, status: PaymentState['status']): Promise<PaymentState> {
  const purchase = await store.until(accountId, purchaseId, (each) => each.paymentReference !== null);
  return {
    purchaseId,
    paymentReference: purchase.paymentReference ?? '',
    status,
    price: { minorUnits: '999', currency: 'USD' },
    failure: status === 'failed' ? { code: 'card-declined', message: 'The card was declined.' } : null,
    method: null,
  };
}

/** Types of the events, as often as they are in the log. */
/** As if the process had died right after it heard of the payment. */
async function paidAndThenCrashed(checkout: Checkout): Promise<void> {
  const aggregates = new Aggregates({ eventStore: api.resources.eventStore, clock: () => new Date() });
  const { purchaseId } = checkout;
  const payment = await stateOf(checkout, 'paid');
  const operationId = `payment-paid-${payment.paymentReference}`;
  await aggregates.execute(purchaseKind, {
    aggregateId: purchaseId,
    operation: operationFor(purchaseId, operationId),
    command: { type: 'RecordPayment', purchaseId, payment },
  });
}

it('credits all models of a bundle in one event when its payment succeeds', async () => {
  const checkout = await store.buy(accountId);
  expect((await store.pay(checkout)).statusCode).toBe(303);
  const purchase = await store.until(accountId, checkout.purchaseId, ({ status }) => status !== 'pending');
  expect(purchase).toMatchObject({
    packageName: 'Starter Bundle',
    kind: 'bundle',
    price: { minorUnits: '999', currency: 'USD' },
    status: 'completed',
    items: [
      { model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '50000' },
      { model: 'claude', modelName: 'Claude', tokens: '10000.5' },
    ],
    checkoutUrl: null,
  });
  expect(await store.available(accountId)).toEqual(CREDITED);
  expect(await store.recorded('account', accountId)).toEqual(['TokensPurchased']);
});

it.each([
  ['4000 0000 0000 0002', 'card-declined'],
  ['4000 0000 0000 9995', 'insufficient-funds'],
])('says why the card %s did not pay, and credits nothing', async (card, code) => {
  const checkout = await store.buy(accountId);
  await store.pay(checkout, card);
  const purchase = await store.until(accountId, checkout.purchaseId, ({ status }) => status !== 'pending');
  expect(purchase).toMatchObject({ status: 'failed', failure: { code } });
  expect(await store.available(accountId)).toEqual({});
});

it.each([
  ['yes', 'completed'],
  ['no', 'failed'],
] as const)('asks the buyer of a card that wants it, and takes %s for an answer', async (approve, status) => {
  const checkout = await store.buy(accountId);
  const asked = await store.pay(checkout, '4000 0025 0000 3155');
  expect(asked.body).toContain('Confirm the payment');
  await store.confirm(checkout, approve);
  const purchase = await store.until(accountId, checkout.purchaseId, (each) => each.status !== 'pending');
  expect(purchase.status).toBe(status);
});

it('keeps nothing of a card that cannot be processed, and lets the buyer try another', async () => {
  const checkout = await store.buy(accountId);
  expect(await store.pay(checkout, '4000 0000 0000 0119')).toMatchObject({ statusCode: 503 });
  expect(await store.pay(checkout, '1234')).toMatchObject({ statusCode: 422 });
  await store.pay(checkout);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
});

it('credits once, however often and at once its webhook comes, whoever reconciles meanwhile', async () => {
  const checkout = await store.buy(accountId);
  const paid = await stateOf(checkout, 'paid');
  const answers = await Promise.all([
    ...Array.from({ length: 12 }, () => store.webhook(paid)),
    ...Array.from({ length: 4 }, () => store.reconcile(checkout.purchaseId)),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).filter((status) => status >= 300)).toEqual([]);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
  expect(await store.available(accountId)).toEqual(CREDITED);
  expect(await store.recorded('account', accountId)).toEqual(['TokensPurchased']);
  expect(await store.recorded('purchase', checkout.purchaseId)).toEqual([
    'PurchaseStarted',
    'CheckoutOpened',
    'PurchasePaid',
    'PurchaseCompleted',
  ]);
});

it('credits a payment that comes after its failure and its expiry, and nothing undoes it', async () => {
  const checkout = await store.buy(accountId);
  for (const status of ['failed', 'expired', 'pending', 'paid', 'failed', 'expired', 'pending'] as const) {
    expect((await store.webhook(await stateOf(checkout, status))).statusCode).toBe(204);
  }
  const purchase = await store.until(accountId, checkout.purchaseId, (each) => each.status === 'completed');
  expect(purchase.failure).toBeNull();
  expect(await store.available(accountId)).toEqual(CREDITED);
});

it.each([
  ['signed by another', { secret: 'guessed' }],
  ['altered on its way', { tamper: ' ' }],
  ['older than five minutes', { at: new Date(Date.now() - 301_000) }],
  ['from the future', { at: new Date(Date.now() + 3_600_000) }],
])('refuses a webhook that is %s', async (_name, options) => {
  const checkout = await store.buy(accountId);
  const answer = await store.webhook(await stateOf(checkout, 'paid'), options);
  expect(answer.json()).toMatchObject({ status: 400, code: 'webhook-forged' });
  expect(await store.available(accountId)).toEqual({});
});

it('credits nothing for a payment of another amount', async () => {
  const checkout = await store.buy(accountId);
  const paid = await stateOf(checkout, 'paid');
  await store.webhook({ ...paid, price: { minorUnits: '1', currency: 'USD' } });
  expect(await store.recorded('account', accountId)).toEqual([]);
  await store.webhook(paid);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
});

it('records a second payment for somebody to give back, and credits nothing for it', async () => {
  const checkout = await store.buy(accountId);
  const paid = await stateOf(checkout, 'paid');
  await store.webhook(paid);
  await store.webhook({ ...paid, paymentReference: 'another' });
  expect(await store.recorded('purchase', checkout.purchaseId)).toContain('PurchasePaidAgain');
  await store.until(accountId, checkout.purchaseId, ({ paidAgainAt }) => paidAgainAt !== null);
  expect(await store.recorded('account', accountId)).toEqual(['TokensPurchased']);
});

it('heals a purchase that was paid and not credited because the process died in between', async () => {
  const checkout = await store.buy(accountId);
  await paidAndThenCrashed(checkout);
  expect(await store.recorded('account', accountId)).toEqual([]);
  expect((await store.reconcile(checkout.purchaseId)).json()).toEqual({
    purchaseId: checkout.purchaseId,
    status: 'completed',
    healed: 'credited',
  });
  expect((await store.reconcile(checkout.purchaseId)).json()).toMatchObject({ healed: 'nothing' });
  expect(await store.recorded('account', accountId)).toEqual(['TokensPurchased']);
});

it('learns from the provider what a lost webhook would have said', async () => {
  const checkout = await store.buy(accountId);
  const { paymentReference } = await stateOf(checkout, 'paid');
  await store.sandbox.end(paymentReference, 'failed', { code: 'card-declined', message: 'No.' });
  expect((await store.reconcile(checkout.purchaseId)).json()).toMatchObject({ status: 'failed' });
});

it('answers a retry with the same purchase and the same page to pay on', async () => {
  const key = randomUUID();
  const first = await store.buy(accountId, {}, key);
  expect(await store.buy(accountId, {}, key)).toEqual(first);
  expect(await store.recorded('purchase', first.purchaseId)).toEqual(['PurchaseStarted', 'CheckoutOpened']);
});

it('charges what was shown: a package that changed meanwhile is refused, and a retry still answers', async () => {
  const packageId = `p-${randomUUID()}`;
  await store.send('PUT', routes.package(packageId), BUNDLE);
  const key = randomUUID();
  const bought = await store.buy(accountId, { packageId }, key);
  const price = { minorUnits: '1099', currency: 'USD' };
  await store.send('PUT', routes.package(packageId), { ...BUNDLE, offer: { ...BUNDLE.offer, price } });
  const refused = await store.send('POST', routes.purchases(accountId), { packageId, packageVersion: 0 });
  expect(refused.json()).toMatchObject({ status: 409, code: 'package-changed', seen: 0, current: 1 });
  await store.send('POST', routes.packageRetirement(packageId), { reason: 'not sold any more' });
  const retired = await store.send('POST', routes.purchases(accountId), { packageId, packageVersion: 1 });
  expect(retired.json()).toMatchObject({ status: 404, code: 'package-not-on-sale' });
  expect(await store.buy(accountId, { packageId }, key)).toEqual(bought);
});

it('sells single models by the unit, each unit at the price of its own tier, with their lifetime', async () => {
  const checkout = await store.buy(accountId, { packageId: 'nano', units: 12 });
  expect(checkout.price).toEqual({ minorUnits: String(9 * 90 + 3 * 80), currency: 'USD' });
  await store.pay(checkout);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
  expect(await store.available(accountId)).toEqual({ 'gpt-5-nano': '120000' });
  const tooMany = { packageId: 'nano', packageVersion: 0, units: 101 };
  expect((await store.send('POST', routes.purchases(accountId), tooMany)).json()).toMatchObject({
    code: 'quantity-not-sold',
    maximum: 100,
  });
});

it('lists purchases newest first, page by page, to their owner only', async () => {
  const bought: string[] = [];
  for (let index = 0; index < 5; index += 1) bought.unshift((await store.buy(accountId)).purchaseId);
  await store.until(accountId, bought[0] ?? '', ({ purchaseId }) => purchaseId === bought[0]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: '2', ...(cursor && { cursor }) };
    const page: PurchasePage = (await store.get(routes.purchases(accountId), query)).json<PurchasePage>();
    seen.push(...page.items.map(({ purchaseId }) => purchaseId));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(bought);
  const other = await store.get(routes.purchase(randomUUID(), bought[0] ?? ''));
  expect(other.json()).toMatchObject({ status: 404, code: 'purchase-not-found' });
});

it('prints a receipt of what was paid, and of nothing else', async () => {
  const checkout = await store.buy(accountId);
  const url = routes.purchaseReceipt(accountId, checkout.purchaseId);
  await stateOf(checkout, 'pending');
  expect((await store.get(url)).json()).toMatchObject({ status: 409, code: 'purchase-not-paid' });
  await store.pay(checkout);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
  const receipt = await store.get(url);
  expect(receipt.headers['content-type']).toContain('text/html');
  for (const text of [
    'Starter Bundle',
    '50,000 tokens',
    '10,000.5 tokens',
    'USD 9.99',
    checkout.purchaseId,
  ]) {
    expect(receipt.body).toContain(text);
  }
});
