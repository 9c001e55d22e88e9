import { Aggregates, topUpKind } from '#libs/aggregates';
import { routes, type PurchasePage, type TopUp, type TopUpReconciliation } from '#libs/contract';
import { amount, topUpMonth } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { ShiftedClock } from '../testing/shifted-clock.js';
import { operationFor, SINGLE, StoreDriver } from '../testing/store-driver.js';
import { CARD_THAT_ASKS } from '../testing/subscriber.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/**
 * Faults tried: everybody reconciles at once; the process dies after a top-up began; the package changes in
 * between; the saved card does not pay any more.
 */
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const SETTINGS = {
  enabled: true,
  model: 'gpt-5-nano',
  threshold: '60000',
  packageId: 'nano',
  units: 2,
  monthlyCap: usd('400'),
  cooldownMinutes: 60,
};

const clock = new ShiftedClock();
let api: TestApi;
let store: StoreDriver;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi({ projecting: true, clock: clock.now });
  store = await StoreDriver.of(api);
});
beforeEach(() => {
  accountId = randomUUID();
});
afterAll(() => api.close());

const setUp = async (settings: object = {}) =>
  await store.send('PUT', routes.topUp(accountId), { ...SETTINGS, ...settings });
const reconcile = async () =>
  (await store.send('POST', routes.topUpReconciliation(accountId))).json<TopUpReconciliation>();
const shown = async () => (await store.get(routes.topUp(accountId))).json<TopUp>();
const topUps = async () =>
  (await store.get(routes.purchases(accountId), { limit: '50' }))
    .json<PurchasePage>()
    .items.filter(({ origin }) => origin === 'top-up');

/** A purchase is called completed after its top-up was told of it. */
const completedTopUps = async () =>
  await store.eventually(
    topUps,
    (items) => items.length > 0 && items.every(({ status }) => status === 'completed'),
  );

/** Bought by card, so that 50,000 tokens are there and the card may be charged again. */
async function buyer(card?: string) {
  const checkout = await store.buy(accountId);
  await store.pay(checkout, card);
  if (card) await store.confirm(checkout);
  await store.until(accountId, checkout.purchaseId, ({ status }) => status === 'completed');
}

async function until(holds: (topUp: TopUp) => boolean) {
  return await store.eventually(shown, holds);
}

it('is off by default, and buys nothing', async () => {
  await buyer();
  expect(await shown()).toMatchObject({ settings: null, hasPaymentMethod: true });
  expect(await reconcile()).toEqual({ accountId, done: 'nothing', because: 'top-up-off' });
});

it('buys once below the threshold, whoever asks and how often, and cools down', async () => {
  await buyer();
  await setUp();
  const answers = await Promise.all(Array.from({ length: 8 }, reconcile));
  expect(answers.map(({ because }) => because).filter(Boolean)).toEqual([]);
  await until(({ inFlightPurchaseId, spentThisMonth }) => {
    return inFlightPurchaseId === null && spentThisMonth.minorUnits === '180';
  });
  expect(await completedTopUps()).toMatchObject([{ price: usd('180'), units: 2 }]);
  expect(await store.available(accountId)).toMatchObject({ 'gpt-5-nano': '70000' });
  expect(await reconcile()).toMatchObject({ because: 'balance-above-threshold' });
  await setUp({ threshold: '100000' });
  expect(await reconcile()).toMatchObject({ because: 'top-up-cooling-down' });
});

it('stays within the cap of the month', async () => {
  await buyer();
  await setUp({ threshold: '1000000', cooldownMinutes: 0 });
  for (const spent of ['180', '360']) {
    expect(await reconcile()).toMatchObject({ done: 'begun' });
    await until(({ inFlightPurchaseId, spentThisMonth }) => {
      return inFlightPurchaseId === null && spentThisMonth.minorUnits === spent;
    });
  }
  expect(await reconcile()).toMatchObject({ because: 'top-up-cap-reached' });
  expect(await topUps()).toHaveLength(2);
});

it('pauses after three charges that failed, and goes on when it is set up anew', async () => {
  await buyer(CARD_THAT_ASKS);
  await setUp({ cooldownMinutes: 0 });
  for (let failed = 1; failed <= 3; failed += 1) {
    expect(await reconcile()).toMatchObject({ done: 'begun' });
    await store.eventually(topUps, (items) => {
      return items.filter(({ status }) => status === 'failed').length === failed;
    });
    await until(({ inFlightPurchaseId }) => inFlightPurchaseId === null);
  }
  expect(await shown()).toMatchObject({
    paused: { reason: '3 payments in a row have failed.' },
    spentThisMonth: usd('0'),
  });
  expect(await reconcile()).toMatchObject({ because: 'top-up-paused' });
  await buyer();
  await setUp({ threshold: '1000000', cooldownMinutes: 0 });
  expect(await reconcile()).toMatchObject({ done: 'begun' });
});

it('waits for a payment method', async () => {
  await setUp();
  expect(await reconcile()).toMatchObject({ because: 'top-up-method-missing' });
});

describe('when the process died after one began', () => {
  const begun = async (price: string) => {
    await buyer();
    await setUp();
    const now = new Date();
    await api.app.get(Aggregates, { strict: false }).execute(topUpKind, {
      aggregateId: accountId,
      operation: operationFor(accountId, 'begin'),
      command: {
        type: 'BeginTopUp',
        accountId,
        purchaseId: `top-up-of-${accountId}`,
        price: usd(price),
        available: amount('1'),
        month: topUpMonth('UTC', now),
      },
    });
  };

  it('goes on where it was', async () => {
    await begun('180');
    expect(await reconcile()).toMatchObject({ done: 'payment-followed' });
    await until(({ inFlightPurchaseId }) => inFlightPurchaseId === null);
    expect(await completedTopUps()).toMatchObject([{ purchaseId: `top-up-of-${accountId}` }]);
  });

  it('buys nothing at another price than the cap was asked about', async () => {
    await begun('179');
    expect(await reconcile()).toEqual({ accountId, done: 'nothing', because: 'package-changed' });
    expect(await until(({ inFlightPurchaseId }) => inFlightPurchaseId === null)).toMatchObject({
      spentThisMonth: usd('0'),
      paused: null,
    });
    expect(await topUps()).toEqual([]);
  });
});

it('is told of no more than the log has: one event each for what happened', async () => {
  await buyer();
  await setUp();
  await reconcile();
  await until(({ inFlightPurchaseId, spentThisMonth }) => {
    return inFlightPurchaseId === null && spentThisMonth.minorUnits === '180';
  });
  expect(await store.recorded('topUp', accountId)).toEqual([
    'TopUpMethodSaved',
    'TopUpConfigured',
    'TopUpBegun',
    'TopUpEnded',
  ]);
});

it('has its next month when the clocks of the account say so', async () => {
  await buyer();
  await setUp({ threshold: '1000000', cooldownMinutes: 0, monthlyCap: usd('200') });
  await reconcile();
  const { resetsAt } = await until(({ inFlightPurchaseId, spentThisMonth }) => {
    return inFlightPurchaseId === null && spentThisMonth.minorUnits === '180';
  });
  expect(await reconcile()).toMatchObject({ because: 'top-up-cap-reached' });
  clock.travelTo(resetsAt);
  expect(await reconcile()).toMatchObject({ done: 'begun' });
});

it.each([
  [{ packageId: 'nothing' }, 'package-not-on-sale'],
  [{ packageId: 'basic' }, 'plan-needs-subscription'],
  [{ units: SINGLE.offer.unitsMax + 1 }, 'quantity-not-sold'],
  [{ model: 'claude' }, 'invalid-top-up'],
  [{ monthlyCap: usd('179') }, 'invalid-top-up'],
])('refuses to be set up with %j', async (settings, code) => {
  expect((await setUp(settings)).json()).toMatchObject({ code });
  expect((await setUp({ ...settings, enabled: false })).statusCode).toBe(200);
});

it('validates what is sent', async () => {
  for (const settings of [{ threshold: '0' }, { threshold: '-1' }, { cooldownMinutes: 1.5 }, { units: 0 }]) {
    expect((await setUp(settings)).json()).toMatchObject({ code: 'validation-failed' });
  }
});
