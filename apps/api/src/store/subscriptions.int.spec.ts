import { Aggregates, purchaseKind, subscriptionKind } from '#libs/aggregates';
import { routes, type PlanChange, type PurchasePage, type SubscriptionCheckout } from '#libs/contract';
import { streamName, type StreamKind } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { PeriodPurchases } from './period-purchases.js';
import { operationFor, StoreDriver } from '../testing/store-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/**
 * Faults tried: everybody reconciles at once; the process dies after an attempt began, after its charge, and
 * after its credit; the provider declines, and wants the buyer who is not there; the API is restarted.
 */
const DAY_MS = 86_400_000;
/** Pays while the buyer is there, and not without them. */
const CARD_THAT_ASKS = '4000 0025 0000 3155';

let aheadMs = 0;
let api: TestApi;
let store: StoreDriver;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi({ projecting: true, clock: () => new Date(Date.now() + aheadMs) });
  store = await StoreDriver.of(api);
});
beforeEach(() => {
  accountId = randomUUID();
});
afterAll(() => api.close());

function travelTo(instant: string, plusMs = 0): void {
  aheadMs = Math.max(aheadMs, Date.parse(instant) + plusMs - Date.now());
}
const recorded = async (kind: StreamKind, id: string) => {
  const types: string[] = [];
  for await (const { type } of api.resources.eventStore.readStream(streamName(kind, id))) types.push(type);
  return types;
};
const reconcile = async (subscriptionId: string) =>
  await store.send('POST', routes.subscriptionReconciliation(subscriptionId));
const find = async (subscriptionId: string) => {
  const found = await store.subscription(accountId, subscriptionId);
  if (!found) throw new Error('There is no such subscription.');
  return found;
};
const purchases = async () =>
  (await store.get(routes.purchases(accountId), { limit: '50' })).json<PurchasePage>().items;

async function confirm({ checkoutUrl }: Pick<SubscriptionCheckout, 'checkoutUrl'>, approve = 'yes') {
  await store.form(`${new URL(checkoutUrl).pathname}/authentication`, { approve });
}

/** Paid with a card that may be charged again. */
async function subscribed(packageId = 'basic', card?: string) {
  const checkout = await store.subscribe(accountId, packageId);
  await store.pay(checkout, card);
  if (card === CARD_THAT_ASKS) await confirm(checkout);
  const { subscriptionId } = checkout;
  return await store.untilSubscription(accountId, subscriptionId, ({ status }) => status === 'active');
}

async function pastDue() {
  const { subscriptionId, currentPeriod } = await subscribed('basic', CARD_THAT_ASKS);
  travelTo(currentPeriod.end);
  await reconcile(subscriptionId);
  return await store.untilSubscription(accountId, subscriptionId, ({ status }) => status === 'past-due');
}

const change = async (subscriptionId: string, packageId: string, key?: string) => {
  const body = { packageId, packageVersion: 0 };
  return await store.send('PUT', routes.subscriptionPlan(accountId, subscriptionId), body, key);
};

it('is in force when it is paid, with the allowance of its period', async () => {
  const checkout = await store.subscribe(accountId);
  expect(checkout.price).toEqual({ minorUnits: '1000', currency: 'USD' });
  const { subscriptionId } = checkout;
  const incomplete = await store.untilSubscription(accountId, subscriptionId, () => true);
  expect(incomplete).toMatchObject({ status: 'incomplete', paymentInFlight: { reason: 'start' } });
  await store.pay(checkout);
  const { currentPeriod, ...active } = await store.untilSubscription(
    accountId,
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
  expect(await recorded('subscription', subscriptionId)).toEqual([
    'SubscriptionStarted',
    'SubscriptionPeriodPaid',
  ]);
});

it('comes to nothing when the first payment is declined', async () => {
  const checkout = await store.subscribe(accountId);
  await store.pay(checkout, '4000 0000 0000 0002');
  const { subscriptionId } = checkout;
  const ended = await store.untilSubscription(accountId, subscriptionId, ({ status }) => status === 'ended');
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
  expect(await recorded('purchase', first.purchaseId)).toEqual(['PurchaseStarted', 'CheckoutOpened']);
});

it('is renewed once at the end of its period, whoever asks and how often, and takes nothing away', async () => {
  const { subscriptionId, currentPeriod } = await subscribed();
  const bundle = await store.buy(accountId);
  await store.pay(bundle);
  await store.until(accountId, bundle.purchaseId, ({ status }) => status === 'completed');
  expect((await reconcile(subscriptionId)).json()).toMatchObject({ status: 'active', done: 'nothing' });
  travelTo(currentPeriod.end);
  const answers = await Promise.all(Array.from({ length: 8 }, () => reconcile(subscriptionId)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
  const renewed = await store.untilSubscription(
    accountId,
    subscriptionId,
    (each) => each.currentPeriod.start === currentPeriod.end,
  );
  expect(renewed.status).toBe('active');
  const { purchaseId } = (await purchases()).find(({ origin, startedAt }) => {
    return origin === 'subscription' && startedAt >= currentPeriod.end;
  }) ?? { purchaseId: '' };
  await store.until(accountId, purchaseId, ({ status }) => status === 'completed');
  expect(await recorded('subscription', subscriptionId)).toEqual([
    'SubscriptionStarted',
    'SubscriptionPeriodPaid',
    'SubscriptionRenewalBegun',
    'SubscriptionPeriodPaid',
  ]);
  const credits = (await recorded('account', accountId)).filter((type) => type === 'TokensPurchased');
  expect(credits).toHaveLength(3);
  expect(await recorded('account', accountId)).not.toContain('TokensRevoked');
  expect((await purchases()).filter(({ origin }) => origin === 'subscription')).toHaveLength(2);
});

it('is past due when it cannot be charged, is tried again, and lapses after the grace', async () => {
  const { subscriptionId, currentPeriod } = await pastDue();
  for (const [day, next] of [
    [1, 3],
    [3, 5],
    [5, null],
  ] as const) {
    travelTo(currentPeriod.end, day * DAY_MS);
    expect((await reconcile(subscriptionId)).json()).toMatchObject({ done: 'renewal-begun' });
    const at = next && new Date(Date.parse(currentPeriod.end) + next * DAY_MS).toISOString();
    await store.untilSubscription(
      accountId,
      subscriptionId,
      (each) => each.paymentInFlight === null && each.nextPaymentAt === at,
    );
  }
  travelTo(currentPeriod.end, 7 * DAY_MS);
  expect((await reconcile(subscriptionId)).json()).toMatchObject({ status: 'ended', done: 'ended' });
  const credits = (await recorded('account', accountId)).filter((type) => type === 'TokensPurchased');
  expect(credits).toHaveLength(1);
});

it('goes on without a gap when the buyer pays in the grace', async () => {
  const before = await pastDue();
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
  const paid = await store.untilSubscription(accountId, subscriptionId, ({ status }) => status === 'active');
  expect(paid.currentPeriod.start).toBe(before.currentPeriod.end);
  expect((await store.send('POST', url, {}, key)).json()).toEqual(checkout);
  expect((await store.send('POST', url)).json()).toMatchObject({ code: 'renewal-not-due' });
});

it('never charges an attempt that the buyer is to pay on a page', async () => {
  const { subscriptionId } = await pastDue();
  const checkout = (
    await store.send('POST', routes.subscriptionPayment(accountId, subscriptionId))
  ).json<SubscriptionCheckout>();
  await reconcile(subscriptionId);
  expect(await recorded('purchase', checkout.purchaseId)).toEqual(['PurchaseStarted', 'CheckoutOpened']);
});

describe('when the process died', () => {
  const aggregates = () => api.app.get(Aggregates, { strict: false });
  const begun = async () => {
    const { subscriptionId, currentPeriod } = await subscribed();
    travelTo(currentPeriod.end);
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
    expect(await find(subscriptionId)).toMatchObject({ status: 'active', paymentInFlight: null });
    expect((await purchases()).filter(({ status }) => status === 'completed')).toHaveLength(2);
  };

  it('before the purchase of a renewal, that is made up for', async () => {
    const { subscriptionId, purchaseId } = await begun();
    expect((await reconcile(subscriptionId)).json()).toMatchObject({ done: 'payment-followed' });
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
    await reconcile(subscriptionId);
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
    expect((await reconcile(subscriptionId)).json()).toMatchObject({ status: 'past-due' });
  });

  it('after a payment and before anything followed from it, everything follows', async () => {
    const { subscriptionId, purchaseId } = await begun();
    await heard(subscriptionId, purchaseId, 'paid');
    expect((await store.reconcile(purchaseId)).json()).toMatchObject({ healed: 'credited' });
    await completed(subscriptionId, purchaseId);
  });
});

it('is renewed after a restart of the API', async () => {
  const { subscriptionId, currentPeriod } = await subscribed();
  api = await api.restarted();
  store = await store.after(api);
  travelTo(currentPeriod.end);
  await reconcile(subscriptionId);
  await store.untilSubscription(
    accountId,
    subscriptionId,
    (each) => each.currentPeriod.start === currentPeriod.end,
  );
});

describe('changing the plan', () => {
  it('charges a dearer one less the unused part, and begins it when that is paid', async () => {
    const { subscriptionId } = await subscribed();
    const key = randomUUID();
    const changed = (await change(subscriptionId, 'pro', key)).json<PlanChange>();
    expect(changed).toMatchObject({ change: 'upgrade', effectiveAt: null, credit: { currency: 'USD' } });
    const { checkout, credit } = changed;
    if (!checkout || !credit) throw new Error('An upgrade has both.');
    expect(BigInt(checkout.price.minorUnits) + BigInt(credit.minorUnits)).toBe(3_000n);
    expect(await change(subscriptionId, 'pro', key).then((each) => each.json<PlanChange>())).toEqual(changed);
    expect((await change(subscriptionId, 'mini')).json()).toMatchObject({
      code: 'subscription-payment-in-flight',
    });
    await store.pay(checkout);
    const upgraded = await store.untilSubscription(
      accountId,
      subscriptionId,
      ({ packageId }) => packageId === 'pro',
    );
    expect(upgraded).toMatchObject({ status: 'active', prioritySupport: true });
    await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
    expect(await store.available(accountId)).toEqual({ 'gpt-5-nano': '25000.5' });
  });

  it('lets a cheaper one begin with the next period, unless it is withdrawn', async () => {
    const { subscriptionId, currentPeriod } = await subscribed();
    expect((await change(subscriptionId, 'mini')).json()).toMatchObject({
      change: 'scheduled',
      effectiveAt: currentPeriod.end,
      checkout: null,
    });
    await store.untilSubscription(
      accountId,
      subscriptionId,
      (each) => each.pendingPlan?.packageId === 'mini',
    );
    expect((await change(subscriptionId, 'basic')).json()).toMatchObject({ change: 'withdrawn' });
    await change(subscriptionId, 'mini');
    travelTo(currentPeriod.end);
    await reconcile(subscriptionId);
    const renewed = await store.untilSubscription(
      accountId,
      subscriptionId,
      ({ packageId }) => packageId === 'mini',
    );
    expect(renewed).toMatchObject({ pendingPlan: null, price: { minorUnits: '500' } });
  });
});

it('stays until the end of its period when it is cancelled, unless it is resumed', async () => {
  const { subscriptionId, currentPeriod } = await subscribed();
  const [cancellation, resumption] = [
    routes.subscriptionCancellation(accountId, subscriptionId),
    routes.subscriptionResumption(accountId, subscriptionId),
  ];
  expect((await store.send('POST', cancellation)).json()).toMatchObject({ endsAt: currentPeriod.end });
  expect((await store.send('POST', resumption)).statusCode).toBe(200);
  await store.send('POST', cancellation);
  travelTo(currentPeriod.end);
  expect((await store.send('POST', resumption)).json()).toMatchObject({ code: 'subscription-ended' });
  expect((await reconcile(subscriptionId)).json()).toMatchObject({ status: 'ended', done: 'ended' });
  await store.untilSubscription(accountId, subscriptionId, ({ endReason }) => endReason === 'cancelled');
  expect((await purchases()).filter(({ origin }) => origin === 'subscription')).toHaveLength(1);
});

it('is nobody else’s to see or to change', async () => {
  const { subscriptionId } = await subscribed();
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

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('It is not there.');
  return value;
}
