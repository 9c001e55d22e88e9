import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { PaymentProviderUnavailable, type PaymentNotice } from '../payment-provider.js';
import { SandboxCheckout } from './sandbox-checkout.js';
import { DELAYED_TIMES, SandboxPayments } from './sandbox-payments.js';

/** Faults tried: the shop refuses webhooks and is away; the provider stops with payments and webhooks under way. */
const ORDERED_AT = new Date().toISOString();
const ORDER = {
  purchaseId: 'p-1',
  accountId: 'acc-1',
  price: { minorUnits: '999', currency: 'USD' },
  description: 'Starter <Bundle>',
  successUrl: 'https://shop.example/back',
  cancelUrl: 'https://shop.example/store',
  keepPaymentMethod: true,
} as const;
const CARD = { card_number: '4242424242424242', expiry: '12/34', cvc: '123' };

let database: TestDatabase;
let shop: Server;
let heard: PaymentNotice[];
let refuse: number;
let hang: boolean;
let opened: SandboxPayments[];
let now: () => Date;
beforeEach(async () => {
  [heard, refuse, hang, opened, now] = [[], 0, false, [], () => new Date()];
  database = await createTestDatabase();
  shop = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (refuse > 0) {
        refuse -= 1;
        response.writeHead(503).end();
        return;
      }
      if (hang) return;
      void opened
        .at(-1)
        ?.readWebhook(Buffer.concat(chunks), request.headers)
        .then((notice) => {
          if (notice) heard.push(notice);
          response.writeHead(204).end();
        });
    });
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  await Promise.all(opened.map((sandbox) => sandbox.close()));
  shop.closeAllConnections();
  shop.close();
  await database.drop();
});

async function open(delayMs = 50): Promise<SandboxPayments> {
  const { port } = shop.address() as AddressInfo; // a TCP server that listens has one
  const sandbox = await SandboxPayments.open({
    databaseUrl: database.url,
    webhookUrl: () => `http://127.0.0.1:${port}/webhook`,
    clock: () => now(),
    delayMs,
  });
  opened.push(sandbox);
  return sandbox;
}

async function restarted(delayMs = 50): Promise<SandboxPayments> {
  await opened.pop()?.close();
  return await open(delayMs);
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error(`It never came to that: ${JSON.stringify(heard)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function row<Row extends pg.QueryResultRow>(query: string): Promise<Row> {
  const pool = new pg.Pool({ connectionString: database.url });
  const { rows } = await pool.query<Row>(query);
  await pool.end();
  if (!rows[0]) throw new Error('There is no such row.');
  return rows[0];
}

/** How often the shop was told, all in all. */
async function attempts(): Promise<number> {
  const { sum } = await row<{ sum: number }>(
    'SELECT coalesce(sum(attempts), 0)::int AS sum FROM sandbox_payments.notices',
  );
  return sum;
}

const pay = async (sandbox: SandboxPayments, id: string, number = CARD.card_number) =>
  await new SandboxCheckout(sandbox).pay(id, { ...CARD, card_number: number });

it('opens one checkout for a purchase, however often it is asked', async () => {
  const sandbox = await open();
  const [first, second] = await Promise.all([sandbox.startCheckout(ORDER), sandbox.startCheckout(ORDER)]);
  expect(second).toEqual(first);
});

it('tells the result after a moment, signed, and again until the shop has heard it', async () => {
  const sandbox = await open();
  refuse = 2;
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  expect(await pay(sandbox, paymentReference)).toEqual({ kind: 'redirect', url: ORDER.successUrl });
  expect(await sandbox.find(paymentReference)).toMatchObject({ status: 'pending' });
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({
    purchaseId: 'p-1',
    status: 'paid',
    price: ORDER.price,
    method: { customer: 'sandbox-acc-1', method: 'card-success' },
  });
});

it('forgets neither payments nor webhooks when it stops', async () => {
  const { paymentReference } = await (await open(300)).startCheckout(ORDER);
  await pay(opened[0] ?? (await open()), paymentReference);
  refuse = 1;
  const again = await restarted();
  await until(async () => (await again.find(paymentReference))?.status === 'paid');
  await restarted();
  await until(() => heard.length > 0);
  expect(heard[0]?.payment.status).toBe('paid');
});

it('tells each result once, though several processes that share a database look for it at the same moment', async () => {
  const frozen = Date.now();
  now = () => new Date(frozen);
  const processes = await Promise.all([open(), open(), open(), open()]);
  const method = { customer: 'sandbox-acc-1', method: 'card-success' };
  const charges = Array.from({ length: 40 }, (_, index) =>
    processes[index % 4]?.charge({ ...ORDER, purchaseId: `p-${index}`, method, orderedAt: ORDERED_AT }),
  );
  await Promise.all(charges);
  now = () => new Date(frozen + 1_000);
  await until(() => new Set(heard.map(({ payment }) => payment.purchaseId)).size === charges.length);
  expect(heard).toHaveLength(charges.length);
  expect(await attempts()).toBe(charges.length);
});

it('does not change its mind about a payment', async () => {
  const sandbox = await open();
  const { paymentReference: id } = await sandbox.startCheckout(ORDER);
  const card = { lastFour: '4242', present: true };
  await sandbox.process(id, 'success', card);
  await sandbox.process(id, 'decline', card);
  await sandbox.end(id, 'failed', null);
  await until(() => heard.length > 0);
  await sandbox.process(id, 'decline', card);
  expect(await sandbox.find(id)).toMatchObject({ status: 'paid', method: { method: 'card-success' } });
});

it('keeps telling a shop that is away, until it is back', async () => {
  const sandbox = await open();
  const { port } = shop.address() as AddressInfo; // a TCP server that listens has one
  shop.closeAllConnections();
  shop.close();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  await until(async () => (await attempts()) >= 2);
  expect(heard).toEqual([]);
  await once(shop.listen(port, '127.0.0.1'), 'listening');
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ paymentReference, status: 'paid' });
});

it('tells results also while it is asked without a pause', async () => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  let asked = 0;
  while (heard.length === 0) {
    asked += 1;
    await sandbox.startCheckout({ ...ORDER, purchaseId: `other-${asked}` });
    if (asked > 5_000) throw new Error('It was starved.');
  }
});

it('does not wait for a shop that never answers when it stops', async () => {
  const sandbox = await open();
  hang = true;
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  await until(async () => (await attempts()) === 1);
  const before = performance.now();
  await opened.pop()?.close();
  expect(performance.now() - before).toBeLessThan(2_000);
  hang = false;
  await open();
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ paymentReference, status: 'paid' });
});

it('takes longer over the card for delayed success, which is pending meanwhile', async () => {
  const sandbox = await open();
  now = () => new Date(at);
  const [at, delayMs] = [Date.now(), 50];
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference, '4000 0000 0000 0077');
  const decidedAt = await row<{ decided_at: Date }>('SELECT decided_at FROM sandbox_payments.payments');
  expect(decidedAt.decided_at.getTime()).toBe(at + DELAYED_TIMES * delayMs);
  expect(await sandbox.find(paymentReference)).toMatchObject({ status: 'pending' });
  now = () => new Date(at + DELAYED_TIMES * delayMs);
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ paymentReference, status: 'paid' });
});

it('lets several processes open an empty database at the same time', async () => {
  const processes = await Promise.all([open(), open(), open(), open()]);
  expect(new Set(processes.map(({ webhookSecret }) => webhookSecret)).size).toBe(1);
});

it('closes a checkout at its time, before anybody has come by to write that down', async () => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  const later = Date.now() + 30 * 60_000 + 1_000;
  now = () => new Date(later);
  expect(await pay(sandbox, paymentReference)).toMatchObject({ kind: 'page', status: 410 });
  expect(await sandbox.find(paymentReference)).toMatchObject({ status: 'expired' });
});

it('closes a checkout that nobody paid, and says so', async () => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  const later = Date.now() + 31 * 60_000;
  now = () => new Date(later);
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ paymentReference, status: 'expired' });
  expect(await pay(sandbox, paymentReference)).toMatchObject({ status: 410 });
});

it.each([
  ['success', 'paid', null],
  ['decline', 'failed', 'card-declined'],
  ['insufficient-funds', 'failed', 'insufficient-funds'],
  ['authentication-required', 'failed', 'authentication-required'],
])('charges a saved card that does %s: %s', async (behaviour, status, code) => {
  const sandbox = await open();
  const method = { customer: 'sandbox-acc-1', method: `card-${behaviour}` };
  const order = { ...ORDER, method, orderedAt: ORDERED_AT };
  expect(await sandbox.charge(order)).toMatchObject({ status: 'pending' });
  await sandbox.charge(order);
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ status, failure: code === null ? null : { code } });
  expect(await sandbox.charge(order)).toMatchObject({ status });
});

it('plays an outage', async () => {
  const sandbox = await open();
  const method = { customer: 'sandbox-acc-1', method: 'card-outage' };
  await expect(sandbox.charge({ ...ORDER, method, orderedAt: ORDERED_AT })).rejects.toThrow(
    PaymentProviderUnavailable,
  );
});

it('keeps the last four digits of a card, and no number', async () => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  const { text } = await row<{ text: string }>('SELECT p::text AS text FROM sandbox_payments.payments p');
  expect(text).toContain('4242');
  expect(text).not.toContain('42424');
});
