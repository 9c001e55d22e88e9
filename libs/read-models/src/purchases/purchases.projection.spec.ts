import type { PurchaseEvent } from '#libs/ledger';
import type { PurchaseFact } from '../events/fact.js';
import { foldPurchases, type AdvancedPurchase } from './purchases.projection.js';

const AT = '2026-01-03T07:58:00.000Z';
const LATER = '2026-01-03T08:58:00.000Z';
const PRICE = { minorUnits: '999', currency: 'USD' } as const;

const started: PurchaseEvent = {
  type: 'PurchaseStarted',
  data: {
    purchaseId: 'p-1',
    accountId: 'acc-1',
    packageId: 'starter',
    packageVersion: 3,
    packageName: 'Starter Bundle',
    kind: 'bundle',
    units: 1,
    items: [],
    price: PRICE,
    origin: 'checkout',
    subscriptionId: null,
    startedAt: AT,
  },
};
const opened = (paymentReference = 'pay-1'): PurchaseEvent => ({
  type: 'CheckoutOpened',
  data: { paymentReference, provider: 'sandbox', url: 'https://pay/1', payableUntil: LATER, openedAt: AT },
});
const paid: PurchaseEvent = {
  type: 'PurchasePaid',
  data: { paymentReference: 'pay-1', price: PRICE, method: null, paidAt: AT },
};
const paidAgain: PurchaseEvent = {
  type: 'PurchasePaidAgain',
  data: { paymentReference: 'pay-2', price: PRICE, paidAt: LATER },
};
const completed: PurchaseEvent = {
  type: 'PurchaseCompleted',
  data: { creditedAtPosition: '7', completedAt: LATER },
};
const failed: PurchaseEvent = {
  type: 'PurchaseFailed',
  data: { failure: 'card-declined', message: 'No.', failedAt: LATER },
};
const expired: PurchaseEvent = { type: 'PurchaseExpired', data: { expiredAt: LATER } };

const facts = (events: readonly PurchaseEvent[], purchaseId = 'p-1'): readonly PurchaseFact[] =>
  events.map((event, index) => ({
    about: 'purchase',
    purchaseId,
    position: BigInt(index + 1),
    revision: BigInt(index),
    event,
  }));
const advanced = (...events: readonly PurchaseEvent[]) => foldPurchases(facts(events)).advanced[0];

it('keeps what was bought with its place in the log, apart from what became of it', () => {
  expect(foldPurchases(facts([started, opened()]))).toMatchObject({
    started: [{ ...started.data, position: 1n }],
    advanced: [{ purchaseId: 'p-1', status: null, checkoutUrl: 'https://pay/1' }],
  });
});

it.each<[string, readonly PurchaseEvent[], Partial<AdvancedPurchase>]>([
  ['opened', [opened()], { status: null, paymentReference: 'pay-1', payableUntil: LATER }],
  ['paid', [opened(), paid], { status: 'paid', paidAt: AT, endedAt: null }],
  ['completed', [paid, completed], { status: 'completed', paidAt: AT, endedAt: LATER }],
  ['failed', [opened(), failed], { status: 'failed', failure: 'card-declined', failureMessage: 'No.' }],
  ['expired', [opened(), expired], { status: 'expired', endedAt: LATER, failure: null }],
  ['paid after it failed', [failed, paid], { status: 'paid', endedAt: null, failure: null }],
  ['paid after it expired', [expired, paid], { status: 'paid', endedAt: null }],
  ['paid twice', [paid, paidAgain], { status: 'paid', paymentReference: 'pay-1', paidAgainAt: LATER }],
  ['completed, then paid again', [completed, paidAgain], { status: 'completed', paidAgainAt: LATER }],
])('knows of a purchase that was %s', (_title, events, expected) => {
  expect(advanced(...events)).toMatchObject(expected);
});

it('keeps the reference of what was paid when the checkout is heard of later', () => {
  expect(advanced(paid, opened('pay-2'))).toMatchObject({ paymentReference: 'pay-1' });
});

it('makes one row of each purchase', () => {
  const change = foldPurchases([...facts([opened(), paid]), ...facts([opened(), failed], 'p-2')]);
  expect(change.advanced.map(({ purchaseId, status }) => [purchaseId, status])).toEqual([
    ['p-1', 'paid'],
    ['p-2', 'failed'],
  ]);
});
