import { isRefusal } from '../decider/decider.js';
import type { Package } from '../package/package.js';
import { specificationOf } from '../testing/given.js';
import { purchaseDecider } from './purchase-decider.js';
import type { PurchaseEvent } from './purchase.events.js';
import { PURCHASE_PRIORITY, type StartPeriodPurchase, type StartPurchase } from './start-purchase.js';

const { given } = specificationOf(purchaseDecider);
const NOW = new Date('2026-01-03T07:58:00.000Z');
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

const SINGLE: Package = {
  packageId: 'nano',
  version: 0,
  revision: 1,
  name: 'GPT-5 Nano',
  description: '',
  retired: false,
  offer: {
    kind: 'tokens',
    model: 'gpt-5-nano',
    tokensPerUnit: '10000',
    unitsMin: 2,
    unitsMax: 100,
    tiers: [
      { fromUnits: 1, unitPrice: usd('90') },
      { fromUnits: 10, unitPrice: usd('80') },
    ],
    expiresAfterDays: 30,
  },
};
const start = (changes: Partial<StartPurchase> = {}): StartPurchase => ({
  type: 'StartPurchase',
  purchaseId: 'p-1',
  accountId: 'acc-1',
  packageId: 'nano',
  offered: SINGLE,
  packageVersion: 0,
  units: 12,
  origin: 'checkout',
  ...changes,
});
const period: StartPeriodPurchase = {
  type: 'StartPeriodPurchase',
  order: {
    purchaseId: 'p-1',
    accountId: 'acc-1',
    packageId: 'plan',
    packageVersion: 2,
    packageName: 'Pro',
    items: [
      {
        model: 'gpt-5-nano',
        tokens: '500000',
        priority: 50,
        expiresAfterDays: null,
        expiresAt: '2026-02-03T07:58:00.000Z',
        rollover: { rule: 'none' },
      },
    ],
    price: usd('2999'),
    subscriptionId: 'sub-1',
  },
};
const started = (): readonly PurchaseEvent[] => {
  const decision = given().when(start(), NOW);
  if (isRefusal(decision)) throw new Error(decision.code);
  return decision;
};

it('sells units of one model, each at the price of its own tier, with their lifetime', () => {
  expect(given().when(start(), NOW)).toEqual([
    {
      type: 'PurchaseStarted',
      data: {
        purchaseId: 'p-1',
        accountId: 'acc-1',
        packageId: 'nano',
        packageVersion: 0,
        packageName: 'GPT-5 Nano',
        kind: 'tokens',
        units: 12,
        items: [
          {
            model: 'gpt-5-nano',
            tokens: '120000',
            priority: PURCHASE_PRIORITY,
            expiresAfterDays: 30,
            expiresAt: null,
            rollover: { rule: 'none' },
          },
        ],
        price: usd(String(9 * 90 + 3 * 80)),
        origin: 'checkout',
        subscriptionId: null,
        startedAt: NOW.toISOString(),
      },
    },
  ]);
});

it.each([1, 101])('does not sell %d units where 2 to 100 are sold', (units) => {
  expect(given().when(start({ units }), NOW)).toEqual({
    code: 'quantity-not-sold',
    packageId: 'nano',
    units,
    minimum: 2,
    maximum: 100,
  });
});

it('remembers that it was begun by a top-up', () => {
  expect(given().when(start({ origin: 'top-up' }), NOW)).toMatchObject([{ data: { origin: 'top-up' } }]);
});

it('sells the period of a plan as it was agreed', () => {
  expect(given().when(period, NOW)).toEqual([
    {
      type: 'PurchaseStarted',
      data: { ...period.order, kind: 'plan', units: 1, origin: 'subscription', startedAt: NOW.toISOString() },
    },
  ]);
});

it.each([start(), period])('is started once: $type', (command) => {
  expect(given(...started()).when(command, NOW)).toEqual({
    code: 'purchase-already-started',
    purchaseId: 'p-1',
  });
});

it('has one checkout: what opens a second one changes nothing', () => {
  const checkout = {
    paymentReference: 'pay-1',
    provider: 'sandbox',
    url: 'https://pay/1',
    payableUntil: '2026-01-03T08:58:00.000Z',
  };
  const open = { type: 'OpenCheckout', purchaseId: 'p-1', checkout } as const;
  const opened: PurchaseEvent = {
    type: 'CheckoutOpened',
    data: { ...checkout, openedAt: NOW.toISOString() },
  };
  expect(given(...started()).when(open, NOW)).toEqual([opened]);
  const again = { ...open, checkout: { ...checkout, paymentReference: 'pay-2' } };
  expect(given(...started(), opened).when(again, NOW)).toEqual([]);
  expect(given().when(open, NOW)).toEqual({ code: 'purchase-not-found', purchaseId: 'p-1' });
});

it('ends when nobody can pay for it any more, and only while nobody has', () => {
  const expire = { type: 'ExpirePurchase', purchaseId: 'p-1' } as const;
  const expired: PurchaseEvent = { type: 'PurchaseExpired', data: { expiredAt: NOW.toISOString() } };
  expect(given(...started()).when(expire, NOW)).toEqual([expired]);
  expect(given(...started(), expired).when(expire, NOW)).toEqual([]);
});
