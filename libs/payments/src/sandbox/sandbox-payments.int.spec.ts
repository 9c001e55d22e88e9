import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { PaymentProviderUnavailable, type PaymentNotice } from '../payment-provider.js';
import { SandboxCheckout } from './sandbox-checkout.js';
import { SandboxPayments } from './sandbox-payments.js';

/** Faults tried: the shop refuses webhooks and is away; the provider stops with payments and webhooks under way. */
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
let opened: SandboxPayments[];
let now: () => Date;
beforeEach(async () => {
  [heard, refuse, opened, now] = [[], 0, [], () => new Date()];
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

it('is told once by two processes that share a database', async () => {
  const [sandbox] = [await open(), await open()];
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  await until(() => heard.length > 0);
  const pool = new pg.Pool({ connectionString: database.url });
  const { rows } = await pool.query('SELECT attempts FROM sandbox_payments.notices');
  await pool.end();
  expect(rows).toEqual([{ attempts: 1 }]);
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
  const order = { ...ORDER, method, attempt: 1 };
  expect(await sandbox.charge(order)).toMatchObject({ status: 'pending' });
  await sandbox.charge(order);
  await until(() => heard.length > 0);
  expect(heard[0]?.payment).toMatchObject({ status, failure: code === null ? null : { code } });
  expect(await sandbox.charge(order)).toMatchObject({ status });
});

it('plays an outage', async () => {
  const sandbox = await open();
  const method = { customer: 'sandbox-acc-1', method: 'card-outage' };
  await expect(sandbox.charge({ ...ORDER, method, attempt: 1 })).rejects.toThrow(PaymentProviderUnavailable);
});

it('keeps the last four digits of a card, and no number', async () => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  await pay(sandbox, paymentReference);
  const pool = new pg.Pool({ connectionString: database.url });
  const { rows } = await pool.query<{ text: string }>(
    'SELECT p::text AS text FROM sandbox_payments.payments p',
  );
  await pool.end();
  expect(rows[0]?.text).toContain('4242');
  expect(rows[0]?.text).not.toContain('42424');
});

it.each(['4111 1111 1111 1111', '42', '', '<script>'])('takes no other card: %s', async (number) => {
  const sandbox = await open();
  const { paymentReference } = await sandbox.startCheckout(ORDER);
  const answer = await pay(sandbox, paymentReference, number);
  expect(answer).toMatchObject({ kind: 'page', status: 422 });
  expect(JSON.stringify(answer)).not.toContain('<script>');
  expect(JSON.stringify(answer)).toContain('Starter &lt;Bundle&gt;');
});
