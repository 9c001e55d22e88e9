import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import type { CheckoutOrder } from '../payment-provider.js';
import { SandboxCheckout, type CardForm, type PageAnswer } from './sandbox-checkout.js';
import { SandboxPayments } from './sandbox-payments.js';

const ORDER: CheckoutOrder = {
  purchaseId: 'p-1',
  accountId: 'acc-1',
  price: { minorUnits: '123456', currency: 'USD' },
  description: `Starter <Bundle> & "more" 'yet'`,
  successUrl: 'https://shop.example/back?a=1&b=2',
  cancelUrl: 'https://shop.example/store',
  keepPaymentMethod: true,
};
const CARD = { card_number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };
const BACK = { kind: 'redirect', url: ORDER.successUrl };

let database: TestDatabase;
let sandbox: SandboxPayments;
let checkout: SandboxCheckout;
let now: () => Date;
let id: string;
beforeEach(async () => {
  database = await createTestDatabase();
  now = () => new Date();
  sandbox = await SandboxPayments.open({
    databaseUrl: database.url,
    webhookUrl: () => 'http://127.0.0.1:9/nobody-listens',
    clock: () => now(),
    delayMs: 50,
  });
  checkout = new SandboxCheckout(sandbox);
  id = (await sandbox.startCheckout(ORDER)).paymentReference;
});
afterEach(async () => {
  await sandbox.close();
  await database.drop();
});

const pay = async (form: Partial<CardForm>) => await checkout.pay(id, { ...CARD, ...form });

function htmlOf(answer: PageAnswer): string {
  return answer.kind === 'page' ? answer.html : '';
}

async function outcome() {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const state = await sandbox.find(id);
    if (state && state.status !== 'pending') return state;
    if (Date.now() > deadline) throw new Error('It never came to a result.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('shows what is bought and for how much, escaped, without scripts and with nothing from elsewhere', async () => {
  const answer = await checkout.show(id);
  expect(answer).toMatchObject({ kind: 'page', status: 200 });
  const html = htmlOf(answer);
  expect(html).toContain('Starter &lt;Bundle&gt; &amp; &quot;more&quot; &#39;yet&#39;');
  expect(html).toContain('$1,234.56');
  expect(html).not.toMatch(/<script|<img|<link|\son\w+=|https?:\/\/(?!shop\.example)/i);
});

it('labels every field and lets the browser fill it', async () => {
  const html = htmlOf(await checkout.show(id));
  for (const [name, autocomplete] of [
    ['card_number', 'cc-number'],
    ['expiry', 'cc-exp'],
    ['cvc', 'cc-csc'],
  ]) {
    expect(html).toContain(`<label for="${name}">`);
    expect(html).toMatch(new RegExp(`<input id="${name}" name="${name}"[^>]*autocomplete="${autocomplete}"`));
  }
});

it.each([
  ['4000 0000 0000 0002', 'card-declined'],
  ['4000-0000-0000-9995', 'insufficient-funds'],
])('a card that does not pay (%s) ends the checkout, and the shop shows why', async (number, code) => {
  expect(await pay({ card_number: number })).toEqual(BACK);
  expect(await outcome()).toMatchObject({ status: 'failed', failure: { code } });
  expect(await pay({})).toMatchObject({ kind: 'page', status: 410 });
});

describe('a card that the bank asks about', () => {
  const NUMBER = { card_number: '4000 0025 0000 3155' };

  it('pays when the buyer approves', async () => {
    const asked = await pay(NUMBER);
    expect(asked).toMatchObject({ kind: 'page', status: 200 });
    expect(htmlOf(asked)).toMatch(/3155.*Approve.*Refuse/s);
    expect(await checkout.authenticate(id, true)).toEqual(BACK);
    expect(await outcome()).toMatchObject({
      status: 'paid',
      method: { method: 'card-authentication-required' },
    });
  });

  it('fails when the buyer refuses', async () => {
    await pay(NUMBER);
    expect(await checkout.authenticate(id, false)).toEqual(BACK);
    expect(await outcome()).toMatchObject({
      status: 'failed',
      failure: { code: 'authentication-required' },
    });
  });

  it('still asks when the page is loaded again', async () => {
    await pay(NUMBER);
    expect(htmlOf(await checkout.show(id))).toContain('Approve');
  });

  it('approves nothing that nobody was asked about', async () => {
    expect(htmlOf(await checkout.authenticate(id, true))).toContain('card_number');
    expect(await sandbox.find(id)).toMatchObject({ status: 'pending' });
  });

  it('cannot be approved when it is too late', async () => {
    await pay(NUMBER);
    const later = Date.now() + 31 * 60_000;
    now = () => new Date(later);
    expect(await checkout.authenticate(id, true)).toMatchObject({ kind: 'page', status: 410 });
    expect(await outcome()).toMatchObject({ status: 'expired' });
  });
});

it('takes nothing during an outage, and can be paid afterwards', async () => {
  const answer = await pay({ card_number: '4000 0000 0000 0119' });
  expect(answer).toMatchObject({ kind: 'page', status: 503 });
  expect(htmlOf(answer)).toContain('Nothing was taken');
  expect(await pay({})).toEqual(BACK);
  expect(await outcome()).toMatchObject({ status: 'paid' });
});

it.each([
  ['card_number', '4111 1111 1111 1111', 'Only test cards work here'],
  ['card_number', '4242 4242 4242 4241', 'This is no card number'],
  ['card_number', '', 'This is no card number'],
  ['card_number', '"><script>alert(1)</script>', 'This is no card number'],
  ['expiry', '13/34', 'Type the expiry'],
  ['expiry', '', 'Type the expiry'],
  ['cvc', '12', 'Type the security code'],
] as const)(
  'says at the field %s what is wrong with %j, and shows it to nobody',
  async (name, typed, message) => {
    const answer = await pay({ [name]: typed });
    expect(answer).toMatchObject({ kind: 'page', status: 422 });
    const html = htmlOf(answer);
    expect(html).toMatch(
      new RegExp(`id="${name}"[^>]*aria-invalid="true" aria-describedby="${name}-problem"`),
    );
    expect(html).toMatch(new RegExp(`id="${name}-problem">${message}`));
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
    if (typed !== '') expect(html.replaceAll('</', '<')).not.toContain(`value="${typed}`);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('4111');
  },
);

it('takes a form with anything in it', async () => {
  for (const form of [{}, { card_number: ['4242'] }, { card_number: null, expiry: 7 }]) {
    expect(await checkout.pay(id, form)).toMatchObject({ kind: 'page', status: 422 });
  }
});

it('leads back to the store, and can still be paid', async () => {
  expect(await checkout.cancel(id)).toEqual({ kind: 'redirect', url: ORDER.cancelUrl });
  expect(await checkout.show(id)).toMatchObject({ status: 200 });
});

it('is paid once, in however many windows the button is pressed', async () => {
  const answers = await Promise.all([pay({}), pay({}), pay({ card_number: '4000 0000 0000 0002' })]);
  expect(answers).toContainEqual(BACK);
  await outcome();
  const closed = await checkout.show(id);
  expect(closed).toMatchObject({ kind: 'page', status: 410 });
  expect(htmlOf(closed)).toContain('href="https://shop.example/back?a=1&amp;b=2"');
});

it('knows no checkout that it did not open, and leads back', async () => {
  const charge = await sandbox.charge({
    ...ORDER,
    orderedAt: new Date().toISOString(),
    method: { customer: 'sandbox-acc-1', method: 'card-success' },
  });
  for (const unknown of ['sbx_0', '../x', charge.paymentReference]) {
    const answer = await checkout.show(unknown);
    expect(answer).toMatchObject({ kind: 'page', status: 404 });
    expect(htmlOf(answer)).toContain('href="/"');
    expect(await checkout.pay(unknown, CARD)).toMatchObject({ status: 404 });
    expect(await checkout.authenticate(unknown, true)).toMatchObject({ status: 404 });
    expect(await checkout.cancel(unknown)).toMatchObject({ status: 404 });
  }
});
