import { Aggregates, purchaseKind, subscriptionKind } from '#libs/aggregates';
import { routes, type SubscriptionCheckout } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { ShiftedClock } from '../testing/shifted-clock.js';
import { operationFor, StoreDriver } from '../testing/store-driver.js';
import { Subscriber } from '../testing/subscriber.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';
import { PeriodPurchases } from './period-purchases.js';

/**
 * Faults tried: everybody reconciles at once; the process dies after an attempt began, after its charge, after
 * its failure and after its payment; the provider wants the buyer who is not there; the API is restarted.
 */
const DAY_MS = 86_400_000;

let api: TestApi;
let store: StoreDriver;
let accountId: string;
let subscriber: Subscriber;
const clock = new ShiftedClock();
beforeAll(async () => {
  api = await startTestApi({ projecting: true, clock: clock.now });
  store = await StoreDriver.of(api);
});
beforeEach(() => {
  accountId = randomUUID();
  subscriber = new Subscriber(store, accountId, clock);
});
afterAll(() => api.close());

it('is renewed once at the end of its period, whoever asks and how often, and takes nothing away', async () => {
  const { subscriptionId, currentPeriod } = await subscriber.subscribed();
  const bundle = await store.buy(accountId);
  await store.pay(bundle);
  await store.until(accountId, bundle.purchaseId, ({ status }) => status === 'completed');
  expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({
    status: 'active',
    done: 'nothing',
  });
  clock.travelTo(currentPeriod.end);
  const answers = await Promise.all(Array.from({ length: 8 }, () => subscriber.reconcile(subscriptionId)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
  const renewed = await subscriber.until(
    subscriptionId,
    (each) => each.currentPeriod.start === currentPeriod.end,
  );
  expect(renewed.status).toBe('active');
  const { purchaseId } = (await subscriber.purchases()).find(({ origin, startedAt }) => {
    return origin === 'subscription' && startedAt >= currentPeriod.end;
  }) ?? { purchaseId: '' };
  await store.until(accountId, purchaseId, ({ status }) => status === 'completed');
  expect(await store.recorded('subscription', subscriptionId)).toEqual([
    'SubscriptionStarted',
    'SubscriptionPeriodPaid',
    'SubscriptionRenewalBegun',
    'SubscriptionPeriodPaid',
  ]);
  const credits = (await store.recorded('account', accountId)).filter((type) => type === 'TokensPurchased');
  expect(credits).toHaveLength(3);
  expect(await store.recorded('account', accountId)).not.toContain('TokensRevoked');
  expect((await subscriber.purchases()).filter(({ origin }) => origin === 'subscription')).toHaveLength(2);
});

it('is past due when it cannot be charged, is tried again, and lapses after the grace', async () => {
  const { subscriptionId, currentPeriod } = await subscriber.pastDue();
  for (const [day, next] of [
    [1, 3],
    [3, 5],
    [5, null],
  ] as const) {
    clock.travelTo(currentPeriod.end, day * DAY_MS);
    expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({ done: 'renewal-begun' });
    const at = next && new Date(Date.parse(currentPeriod.end) + next * DAY_MS).toISOString();
    await subscriber.until(
      subscriptionId,
      (each) => each.paymentInFlight === null && each.nextPaymentAt === at,
    );
  }
  clock.travelTo(currentPeriod.end, 7 * DAY_MS);
  expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({
    status: 'ended',
    done: 'ended',
  });
  const credits = (await store.recorded('account', accountId)).filter((type) => type === 'TokensPurchased');
  expect(credits).toHaveLength(1);
});

it('goes on without a gap when the buyer pays in the grace', async () => {
  const before = await subscriber.pastDue();
  expect(before).toMatchObject({
    isPayable: true,
    paymentFailure: { message: 'The bank wants the buyer to confirm the payment.' },
  });
  const { subscriptionId } = before;
  const key = randomUUID();
  const url = routes.subscriptionPayment(accountId, subscriptionId);
  const checkout = (await store.send('POST', url, {}, key)).json<SubscriptionCheckout>();
  expect((await store.send('POST', url)).json()).toMatchObject({ code: 'subscription-payment-in-flight' });
  await store.pay(checkout);
  const paid = await subscriber.until(subscriptionId, ({ status }) => status === 'active');
  expect(paid.currentPeriod.start).toBe(before.currentPeriod.end);
  expect((await store.send('POST', url, {}, key)).json()).toEqual(checkout);
  expect((await store.send('POST', url)).json()).toMatchObject({ code: 'renewal-not-due' });
});

it('never charges an attempt that the buyer is to pay on a page', async () => {
  const { subscriptionId } = await subscriber.pastDue();
  const checkout = (
    await store.send('POST', routes.subscriptionPayment(accountId, subscriptionId))
  ).json<SubscriptionCheckout>();
  await subscriber.reconcile(subscriptionId);
  expect(await store.recorded('purchase', checkout.purchaseId)).toEqual([
    'PurchaseStarted',
    'CheckoutOpened',
  ]);
});

describe('when the process died', () => {
  const aggregates = () => api.app.get(Aggregates, { strict: false });
  const begun = async () => {
    const { subscriptionId, currentPeriod } = await subscriber.subscribed();
    clock.travelTo(currentPeriod.end);
    const purchaseId = `${subscriptionId}.2.1`;
    await aggregates().execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation: operationFor(subscriptionId, `renewal-${purchaseId}`),
      command: { type: 'BeginRenewal', subscriptionId, purchaseId, askedByBuyer: false },
    });
    return { subscriptionId, purchaseId };
  };
  const completed = async (subscriptionId: string, purchaseId: string) => {
    await store.until(accountId, purchaseId, ({ status }) => status === 'completed');
    expect(await store.subscription(accountId, subscriptionId)).toMatchObject({
      status: 'active',
      paymentInFlight: null,
    });
    expect((await subscriber.purchases()).filter(({ status }) => status === 'completed')).toHaveLength(2);
  };

  it('before the purchase of a renewal, that is made up for', async () => {
    const { subscriptionId, purchaseId } = await begun();
    expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({ done: 'payment-followed' });
    await completed(subscriptionId, purchaseId);
  });

  it('after the charge and before anything knew of it, the money is taken once', async () => {
    const { subscriptionId, purchaseId } = await begun();
    const { method } = await aggregates().stateOf(subscriptionKind, subscriptionId).then(known);
    if (!method) throw new Error('It was to be saved.');
    const charged = await store.sandbox.charge({
      purchaseId,
      accountId,
      price: { minorUnits: '1000', currency: 'USD' },
      description: 'Plan basic',
      method,
      orderedAt: new Date().toISOString(),
    });
    await subscriber.reconcile(subscriptionId);
    await completed(subscriptionId, purchaseId);
    expect((await store.purchase(accountId, purchaseId))?.paymentReference).toBe(charged.paymentReference);
  });

  const heard = async (subscriptionId: string, purchaseId: string, status: 'paid' | 'failed') => {
    const subscription = known(await aggregates().stateOf(subscriptionKind, subscriptionId));
    const [attempt] = subscription.attempts;
    await api.app.get(PeriodPurchases, { strict: false }).of(subscription, known(attempt ?? null));
    const price = { minorUnits: '1000', currency: 'USD' } as const;
    const payment = { paymentReference: 'lost', status, price, failure: null, method: null };
    await aggregates().execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: operationFor(purchaseId, `payment-${status}-lost`),
      command: { type: 'RecordPayment', purchaseId, payment },
    });
  };

  it('after a failure and before the subscription heard of it, it hears of it', async () => {
    const { subscriptionId, purchaseId } = await begun();
    await heard(subscriptionId, purchaseId, 'failed');
    expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({ status: 'past-due' });
  });

  it('after a payment and before anything followed from it, everything follows', async () => {
    const { subscriptionId, purchaseId } = await begun();
    await heard(subscriptionId, purchaseId, 'paid');
    expect((await store.reconcile(purchaseId)).json()).toMatchObject({ healed: 'credited' });
    await completed(subscriptionId, purchaseId);
  });
});

it('is renewed after a restart of the API', async () => {
  const { subscriptionId, currentPeriod } = await subscriber.subscribed();
  api = await api.restarted();
  store = await store.after(api);
  subscriber = new Subscriber(store, accountId, clock);
  clock.travelTo(currentPeriod.end);
  await subscriber.reconcile(subscriptionId);
  await subscriber.until(subscriptionId, (each) => each.currentPeriod.start === currentPeriod.end);
});

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('It is not there.');
  return value;
}
