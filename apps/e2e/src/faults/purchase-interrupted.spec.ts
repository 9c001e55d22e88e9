import { Aggregates, purchaseKind, requestHash } from '#libs/aggregates';
import { routes, type Checkout, type PurchaseAnswer } from '#libs/contract';
import { streamName } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endowedAccount, TokenLedger, until, type ApiClient } from '../system/index.js';
import { closeLog, eventsOf, logOf } from './log-of.js';

/**
 * Faults tried: the API is killed again and again while a payment is under way, so that its webhook meets
 * nobody; a process that dies between the payment and the credit.
 */
const PACKAGE = {
  name: 'Interrupted Bundle',
  offer: {
    kind: 'bundle',
    items: [{ model: 'gpt-5-nano', tokens: '50000' }],
    price: { minorUnits: '999', currency: 'USD' },
    listPrice: { minorUnits: '1150', currency: 'USD' },
    expiresAfterDays: null,
  },
};

let ledger: TokenLedger;
let api: ApiClient;
let accountId: string;

beforeAll(async () => {
  ledger = await TokenLedger.start({ environment: { LOG_LEVEL: 'debug' } });
  api = await ledger.client();
  ({ accountId } = await endowedAccount(api, '1'));
  await api.command('PUT', routes.package('interrupted'), PACKAGE);
}, 240_000);

afterAll(async () => {
  await closeLog();
  await ledger.discard();
});

const buy = async () =>
  await api.command<Checkout>('POST', routes.purchases(accountId), {
    packageId: 'interrupted',
    packageVersion: 0,
  });

async function pay({ checkoutUrl }: Checkout): Promise<void> {
  const form = new URLSearchParams({ card_number: '4242424242424242', expiry: '12/34', cvc: '123' });
  const paid = await fetch(checkoutUrl, { method: 'POST', body: form, redirect: 'manual' });
  expect(paid.status).toBe(303);
}

async function completed({ purchaseId }: Checkout): Promise<void> {
  await until('the purchase is completed', async () => {
    const answer = await api
      .request<PurchaseAnswer>('GET', routes.purchase(accountId, purchaseId))
      .catch(() => null); // the API is just being started again
    return answer?.status === 200 && answer.body.status === 'completed';
  });
}

async function credits(): Promise<number> {
  const events = await eventsOf(ledger, accountId);
  return events.filter(({ type }) => type === 'TokensPurchased').length;
}

it('credits once what is paid for while the API is killed again and again', async () => {
  const checkout = await buy();
  await pay(checkout);
  for (let times = 0; times < 3; times += 1) {
    const killed = ledger.pidOf('API');
    ledger.kill('API');
    await ledger.restarted('API', killed);
  }
  await completed(checkout);
  expect(await credits()).toBe(1);
}, 180_000);

it('finds and heals a purchase whose process died between the payment and the credit', async () => {
  const before = await credits();
  const checkout = await buy();
  const { purchaseId } = checkout;
  const aggregates = new Aggregates({ eventStore: logOf(ledger), clock: () => new Date() });
  const operationId = `dies-${randomUUID()}`;
  await aggregates.execute(purchaseKind, {
    aggregateId: purchaseId,
    operation: {
      operationId,
      requestHash: requestHash({ operationId }),
      actor: 'system:test',
      correlationId: operationId,
      causationId: operationId,
    },
    command: {
      type: 'RecordPayment',
      purchaseId,
      payment: {
        paymentReference: 'paid-elsewhere',
        status: 'paid',
        price: checkout.price,
        failure: null,
        method: null,
      },
    },
  });
  await completed(checkout);
  expect(await credits()).toBe(before + 1);
  const events: string[] = [];
  for await (const { type } of logOf(ledger).readStream(streamName('purchase', purchaseId)))
    events.push(type);
  expect(events).toEqual(['PurchaseStarted', 'CheckoutOpened', 'PurchasePaid', 'PurchaseCompleted']);
}, 180_000);

it('writes no card number to any log', async () => {
  const checkout = await buy();
  await pay(checkout);
  await completed(checkout);
  const logs = readdirSync(join(ledger.data, 'logs')).map((file) => join(ledger.data, 'logs', file));
  const written = logs.map((file) => readFileSync(file, 'utf8'));
  expect(written.some((text) => text.includes('/sandbox-payments/checkout/'))).toBe(true);
  for (const text of written) expect(text.replaceAll(/[\s-]/g, '')).not.toContain('4242424242424242');
}, 180_000);
