import Stripe from 'stripe';
import { ForgedWebhook, PaymentProviderUnavailable } from '../payment-provider.js';
import { startSmallStripe, type SmallStripe } from '../testing/small-stripe.js';
import { INTENT, ORDER, PAID, SESSION } from '../testing/stripe-samples.js';
import { StripePayments } from './stripe-payments.js';

const WEBHOOK_SECRET = 'whsec_test';
let server: SmallStripe;
let payments: StripePayments;
beforeEach(async () => {
  server = await startSmallStripe();
  payments = new StripePayments({
    apiKey: 'sk_test_1',
    webhookSecret: WEBHOOK_SECRET,
    apiBase: server.apiBase,
  });
});
afterEach(() => server.close());

const answer = (body: object, status = 200) => server.answers.push({ status, body });
const declined = (code: string) => ({
  error: { type: 'card_error', code, decline_code: code, message: 'No.', payment_intent: refused(code) },
});
const refused = (code: string) => ({
  ...INTENT,
  status: 'requires_payment_method',
  last_payment_error: { code: 'card_declined', decline_code: code, message: 'No.' },
});

it('opens one checkout for a purchase, for exactly its price, with a method that may be charged again', async () => {
  answer(SESSION);
  expect(await payments.startCheckout(ORDER)).toEqual({
    paymentReference: 'cs_1',
    url: SESSION.url,
    expiresAt: '2027-01-15T08:00:00.000Z',
  });
  expect(server.asked).toMatchObject([
    {
      path: '/v1/checkout/sessions',
      idempotencyKey: 'checkout-p-1',
      form: {
        mode: 'payment',
        client_reference_id: 'p-1',
        'line_items[0][price_data][unit_amount]': '999',
        'line_items[0][price_data][currency]': 'usd',
        'payment_intent_data[setup_future_usage]': 'off_session',
        customer_creation: 'always',
      },
    },
  ]);
});

it('finds the checkout of a purchase that was asked for before in other words', async () => {
  answer(
    { error: { type: 'idempotency_error', message: 'Keys can only be used with the same parameters.' } },
    400,
  );
  const others = { ...SESSION, id: 'cs_0', client_reference_id: 'p-0' };
  answer({ object: 'list', url: '/v1/checkout/sessions', data: [others, SESSION], has_more: false });
  const elsewhere = { ...ORDER, successUrl: 'https://other.example/back' };
  expect(await payments.startCheckout(elsewhere)).toMatchObject({
    paymentReference: 'cs_1',
    url: SESSION.url,
  });
});

const method = { customer: 'cus_1', method: 'pm_1' };
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

it('charges without the buyer, each purchase once', async () => {
  answer(INTENT);
  expect(await payments.charge({ ...ORDER, method, orderedAt: hoursAgo(0) })).toMatchObject(PAID);
  expect(server.asked).toMatchObject([
    { idempotencyKey: 'charge-p-1', form: { amount: '999', off_session: 'true', confirm: 'true' } },
  ]);
});

it('finds what was charged for an old purchase, page by page, and charges it only when it was not', async () => {
  const other = { ...INTENT, id: 'pi_other', metadata: { purchaseId: 'p-0', offSession: 'yes' } };
  const page = (data: object[], more: boolean) => ({
    object: 'list',
    url: '/v1/payment_intents',
    data,
    has_more: more,
  });
  const order = { ...ORDER, method, orderedAt: hoursAgo(30) };
  answer(page([other], true));
  answer(page([INTENT], false));
  expect(await payments.charge(order)).toMatchObject(PAID);
  expect(server.asked.map(({ path }) => path)).toEqual([
    expect.stringMatching(/payment_intents\?customer=cus_1&created\[gte\]=\d+&limit=100$/),
    expect.stringContaining('starting_after=pi_other'),
  ]);
  server.answers.length = 0;
  answer(page([other], false));
  answer(INTENT);
  expect(await payments.charge(order)).toMatchObject(PAID);
  expect(server.asked.at(-1)).toMatchObject({ method: 'POST', idempotencyKey: 'charge-p-1' });
});

it('has failed when the saved method is there no more', async () => {
  const error = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param: 'payment_method',
    message: 'No.',
  };
  answer({ error }, 400);
  expect(await payments.charge({ ...ORDER, method, orderedAt: hoursAgo(0) })).toMatchObject({
    status: 'failed',
    failure: { code: 'payment-method-unusable' },
  });
});

it.each([
  ['insufficient_funds', 'insufficient-funds'],
  ['authentication_required', 'authentication-required'],
  ['card_declined', 'card-declined'],
  ['do_not_honor', 'card-declined'],
])('calls the decline %s %s', async (declineCode, code) => {
  answer(declined(declineCode), 402);
  const state = await payments.charge({ ...ORDER, method, orderedAt: hoursAgo(0) });
  expect(state).toMatchObject({ status: 'failed', failure: { code, message: 'No.' }, method: null });
});

it.each([500, 503, 429])(
  'says that it is not there when Stripe answers %d, after trying again',
  async (status) => {
    answer({ error: { type: 'api_error', message: 'later' } }, status);
    await expect(payments.startCheckout(ORDER)).rejects.toThrow(PaymentProviderUnavailable);
    expect(new Set(server.asked.map(({ idempotencyKey }) => idempotencyKey))).toEqual(
      new Set(['checkout-p-1']),
    );
  },
);

it('says that it is not there when a gateway answers with a page of its own', async () => {
  server.answers.push({ status: 502, body: '<html>Bad gateway</html>' });
  await expect(payments.startCheckout(ORDER)).rejects.toThrow(PaymentProviderUnavailable);
  expect(server.asked).toHaveLength(3);
});

it('says that it is not there when nobody listens', async () => {
  await server.close();
  await expect(payments.startCheckout(ORDER)).rejects.toThrow(PaymentProviderUnavailable);
  server = await startSmallStripe();
});

it('takes no other refusal for an outage, which would be asked again for ever', async () => {
  answer({ error: { type: 'invalid_request_error', message: 'Invalid API key' } }, 401);
  await expect(payments.startCheckout(ORDER)).rejects.toThrow(Stripe.errors.StripeAuthenticationError);
  expect(server.asked).toHaveLength(1);
});

it('tells Stripe nothing about how long its answers take', async () => {
  answer(SESSION);
  await payments.find('cs_1');
  await payments.find('cs_1');
  expect(server.asked.map(({ hasTelemetry }) => hasTelemetry)).toEqual([false, false]);
});

it('names the purchase wherever somebody may look it up at Stripe', async () => {
  answer(SESSION);
  await payments.startCheckout(ORDER);
  expect(server.asked[0]?.form).toMatchObject({
    'metadata[purchaseId]': 'p-1',
    'metadata[accountId]': 'acc-1',
    'payment_intent_data[metadata][purchaseId]': 'p-1',
    'payment_intent_data[metadata][accountId]': 'acc-1',
    success_url: ORDER.successUrl,
    cancel_url: ORDER.cancelUrl,
  });
});

it('keeps nothing to charge again unless asked to', async () => {
  answer(SESSION);
  await payments.startCheckout({ ...ORDER, keepPaymentMethod: false });
  const names = Object.keys(server.asked[0]?.form ?? {});
  expect(names).not.toContain('payment_intent_data[setup_future_usage]');
  expect(names).not.toContain('customer_creation');
});

it.each(['9007199254740993', '9.99', 'all'])(
  'asks for no amount that a number cannot hold: %s',
  async (minorUnits) => {
    const price = { minorUnits, currency: 'USD' } as const;
    await expect(payments.startCheckout({ ...ORDER, price })).rejects.toThrow(RangeError);
    expect(server.asked).toEqual([]);
  },
);

it.each([
  [{}, 'paid'],
  [{ payment_status: 'unpaid' }, 'pending'],
  [{ payment_status: 'unpaid', status: 'open' }, 'pending'],
  [{ payment_status: 'unpaid', status: 'expired' }, 'expired'],
  [{ payment_status: 'unpaid', payment_intent: refused('insufficient_funds') }, 'failed'],
])('finds a checkout with %j %s', async (changes, status) => {
  answer({ ...SESSION, ...changes });
  expect(await payments.find('cs_1')).toMatchObject({ purchaseId: 'p-1', status });
});

it('knows nothing of a payment that Stripe does not know', async () => {
  answer({ error: { type: 'invalid_request_error', message: 'No such session' } }, 404);
  expect(await payments.find('cs_9')).toBeNull();
});

it('takes another currency for a payment of something else', async () => {
  answer({ ...SESSION, currency: 'jpy' });
  expect(await payments.find('cs_1')).toMatchObject({ price: { minorUnits: '0', currency: 'USD' } });
});

describe('a webhook', () => {
  const stripe = new Stripe('sk_test_1');
  const read = async (
    event: object,
    {
      secret = WEBHOOK_SECRET,
      at = Date.now(),
      tamper = '',
    }: { secret?: string; at?: number; tamper?: string } = {},
  ) => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', ...event });
    const timestamp = Math.floor(at / 1_000);
    const header = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    return await payments.readWebhook(Buffer.from(payload + tamper), { 'stripe-signature': header });
  };
  const COMPLETED = { type: 'checkout.session.completed', data: { object: { id: 'cs_1' } } };

  it('is told as Stripe has it now, whatever the webhook itself says', async () => {
    answer(SESSION);
    const expired = { type: 'checkout.session.expired', data: { object: { id: 'cs_1', status: 'expired' } } };
    expect(await read(expired)).toMatchObject({ noticeId: 'evt_1', payment: PAID });
  });

  it.each([
    ['of another secret', { secret: 'whsec_other' }],
    ['too old', { at: Date.now() - 301_000 }],
    ['altered', { tamper: ' ' }],
  ])('that is %s is refused, and Stripe is not asked', async (_name, options) => {
    answer(SESSION);
    await expect(read(COMPLETED, options)).rejects.toThrow(ForgedWebhook);
    expect(server.asked).toEqual([]);
  });

  it('without a signature is refused', async () => {
    await expect(payments.readWebhook(Buffer.from('{}'), {})).rejects.toThrow(ForgedWebhook);
  });

  it.each([
    { type: 'customer.created', data: { object: { id: 'cus_1' } } },
    { type: 'payment_intent.succeeded', data: { object: { id: 'pi_1', metadata: {} } } },
  ])('about something else means nothing: $type', async (event) => {
    answer(INTENT);
    expect(await read(event)).toBeNull();
  });

  it('of a charge without the buyer is taken', async () => {
    answer(INTENT);
    const event = {
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_1', metadata: { offSession: 'yes' } } },
    };
    expect(await read(event)).toMatchObject({ payment: PAID });
  });

  it('is not lost when Stripe cannot be asked: it says so, and Stripe sends it again', async () => {
    answer({ error: { type: 'api_error', message: 'later' } }, 500);
    await expect(read(COMPLETED)).rejects.toThrow(PaymentProviderUnavailable);
  });
});
