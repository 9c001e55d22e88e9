import { routes, type PlanChange } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { ShiftedClock } from '../testing/shifted-clock.js';
import { StoreDriver } from '../testing/store-driver.js';
import { Subscriber } from '../testing/subscriber.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

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

it('is in force when it is paid, with the allowance of its period', async () => {
  const checkout = await store.subscribe(accountId);
  expect(checkout.price).toEqual({ minorUnits: '1000', currency: 'USD' });
  const { subscriptionId } = checkout;
  const incomplete = await subscriber.until(subscriptionId, () => true);
  expect(incomplete).toMatchObject({ status: 'incomplete', paymentInFlight: { reason: 'start' } });
  await store.pay(checkout);
  const { currentPeriod, ...active } = await subscriber.until(
    subscriptionId,
    ({ status }) => status === 'active',
  );
  expect(active).toMatchObject({
    nextPaymentAt: currentPeriod.end,
    timeZone: 'Europe/Berlin',
    allowances: [{ model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '5000' }],
    paymentInFlight: null,
  });
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
  expect(await store.available(accountId)).toEqual({ 'gpt-5-nano': '5000' });
  expect(await store.recorded('subscription', subscriptionId)).toEqual([
    'SubscriptionStarted',
    'SubscriptionPeriodPaid',
  ]);
});

it('comes to nothing when the first payment is declined', async () => {
  const checkout = await store.subscribe(accountId);
  await store.pay(checkout, '4000 0000 0000 0002');
  const { subscriptionId } = checkout;
  const ended = await subscriber.until(subscriptionId, ({ status }) => status === 'ended');
  expect(ended).toMatchObject({
    endReason: 'never-paid',
    paymentFailure: { message: 'The card was declined.' },
  });
  expect(await store.available(accountId)).toEqual({});
});

it('answers a retry with the same subscription and the same page to pay on', async () => {
  const key = randomUUID();
  const first = await store.subscribe(accountId, 'basic', key);
  expect(await store.subscribe(accountId, 'basic', key)).toEqual(first);
  expect(await store.recorded('purchase', first.purchaseId)).toEqual(['PurchaseStarted', 'CheckoutOpened']);
});

describe('changing the plan', () => {
  it('charges a dearer one less the unused part, and begins it when that is paid', async () => {
    const { subscriptionId } = await subscriber.subscribed();
    const key = randomUUID();
    const changed = (await subscriber.change(subscriptionId, 'pro', key)).json<PlanChange>();
    expect(changed).toMatchObject({ change: 'upgrade', effectiveAt: null, credit: { currency: 'USD' } });
    const { checkout, credit } = changed;
    if (!checkout || !credit) throw new Error('An upgrade has both.');
    expect(BigInt(checkout.price.minorUnits) + BigInt(credit.minorUnits)).toBe(3_000n);
    expect(
      await subscriber.change(subscriptionId, 'pro', key).then((each) => each.json<PlanChange>()),
    ).toEqual(changed);
    expect((await subscriber.change(subscriptionId, 'mini')).json()).toMatchObject({
      code: 'subscription-payment-in-flight',
    });
    await store.pay(checkout);
    const upgraded = await subscriber.until(subscriptionId, ({ packageId }) => packageId === 'pro');
    expect(upgraded).toMatchObject({ status: 'active', prioritySupport: true });
    await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
    expect(await store.available(accountId)).toEqual({ 'gpt-5-nano': '25000.5' });
  });

  it('lets a cheaper one begin with the next period, unless it is withdrawn', async () => {
    const { subscriptionId, currentPeriod } = await subscriber.subscribed();
    expect((await subscriber.change(subscriptionId, 'mini')).json()).toMatchObject({
      change: 'scheduled',
      effectiveAt: currentPeriod.end,
      checkout: null,
    });
    await subscriber.until(subscriptionId, (each) => each.pendingPlan?.packageId === 'mini');
    expect((await subscriber.change(subscriptionId, 'basic')).json()).toMatchObject({ change: 'withdrawn' });
    await subscriber.change(subscriptionId, 'mini');
    clock.travelTo(currentPeriod.end);
    await subscriber.reconcile(subscriptionId);
    const renewed = await subscriber.until(subscriptionId, ({ packageId }) => packageId === 'mini');
    expect(renewed).toMatchObject({ pendingPlan: null, price: { minorUnits: '500' } });
  });
});

it('stays until the end of its period when it is cancelled, unless it is resumed', async () => {
  const { subscriptionId, currentPeriod } = await subscriber.subscribed();
  const [cancellation, resumption] = [
    routes.subscriptionCancellation(accountId, subscriptionId),
    routes.subscriptionResumption(accountId, subscriptionId),
  ];
  expect((await store.send('POST', cancellation)).json()).toMatchObject({ endsAt: currentPeriod.end });
  expect((await store.send('POST', resumption)).statusCode).toBe(200);
  await store.send('POST', cancellation);
  clock.travelTo(currentPeriod.end);
  expect((await store.send('POST', resumption)).json()).toMatchObject({ code: 'subscription-ended' });
  expect((await subscriber.reconcile(subscriptionId)).json()).toMatchObject({
    status: 'ended',
    done: 'ended',
  });
  await subscriber.until(subscriptionId, ({ endReason }) => endReason === 'cancelled');
  expect((await subscriber.purchases()).filter(({ origin }) => origin === 'subscription')).toHaveLength(1);
});

it('is nobody else’s to see or to change', async () => {
  const { subscriptionId } = await subscriber.subscribed();
  const other = randomUUID();
  expect((await store.get(routes.subscription(other, subscriptionId))).statusCode).toBe(404);
  for (const [method, url, body] of [
    ['POST', routes.subscriptionCancellation(other, subscriptionId), {}],
    ['POST', routes.subscriptionResumption(other, subscriptionId), {}],
    ['POST', routes.subscriptionPayment(other, subscriptionId), {}],
    ['PUT', routes.subscriptionPlan(other, subscriptionId), { packageId: 'pro', packageVersion: 0 }],
  ] as const) {
    const answer = await store.send(method, url, body);
    expect(answer.json()).toMatchObject({ status: 404, code: 'subscription-not-found' });
  }
});

it('is started only for a plan that is on sale as the buyer saw it', async () => {
  for (const [body, code] of [
    [{ packageId: 'starter', packageVersion: 0 }, 'package-not-a-plan'],
    [{ packageId: 'nothing', packageVersion: 0 }, 'package-not-on-sale'],
    [{ packageId: 'basic', packageVersion: 7 }, 'package-changed'],
    [{ packageId: 'basic', packageVersion: 0, timeZone: 'Mars/Olympus' }, 'unknown-time-zone'],
  ] as const) {
    expect((await store.send('POST', routes.subscriptions(accountId), body)).json()).toMatchObject({ code });
  }
});
