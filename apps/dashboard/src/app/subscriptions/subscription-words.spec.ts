import { aSubscription } from '../testing/billing-samples.js';
import { beginsAtOnce, isInForce, subscriptionWords } from './subscription-words.js';

const words = (changes: Partial<typeof aSubscription>) =>
  subscriptionWords({ ...aSubscription, ...changes }, 'UTC');

it.each([
  [{}, 'Active', '$19.00 will be charged on Feb 3, 2026.'],
  [
    { nextPaymentAt: null, paymentInFlight: { purchaseId: 'p-1', reason: 'upgrade' } },
    'Active',
    'The dearer plan begins when it is paid.',
  ],
  [{ nextPaymentAt: null }, 'Active', 'The payment for the next period is under way.'],
  [{ status: 'incomplete' }, 'Waiting for payment', 'It begins when the first period is paid.'],
  [
    { status: 'cancelled-at-period-end' },
    'Ends Feb 3, 2026',
    'It is not renewed. Everything you paid for stays until Feb 3, 2026.',
  ],
  [
    { status: 'past-due', nextPaymentAt: '2026-02-04T10:00:00Z', graceEndsAt: '2026-02-10T10:00:00Z' },
    'Payment failed',
    'It is tried again on Feb 4, 2026. It ends on Feb 10, 2026 unless it is paid.',
  ],
  [
    { status: 'past-due', nextPaymentAt: null, graceEndsAt: '2026-02-10T10:00:00Z' },
    'Payment failed',
    'It ends on Feb 10, 2026 unless it is paid.',
  ],
  [
    { status: 'ended', endReason: 'lapsed', endedAt: '2026-02-10T10:00:00Z' },
    'Ended',
    'Not paid in time, Feb 10, 2026',
  ],
] as const)('says of %j: %s', (changes, badge, text) => {
  expect(words(changes)).toMatchObject({ badge, text });
});

it('names the price of the plan that takes over', () => {
  const pendingPlan = { ...aSubscription, price: { minorUnits: '900', currency: 'USD' } } as const;
  expect(words({ pendingPlan }).text).toBe('$9.00 will be charged on Feb 3, 2026.');
});

it('has the day of the zone', () => {
  expect(subscriptionWords(aSubscription, 'Asia/Tokyo').text).toContain('Feb 4, 2026');
});

it('is in force from the first payment to the end', () => {
  const statuses = ['incomplete', 'active', 'past-due', 'cancelled-at-period-end', 'ended'] as const;
  expect(statuses.filter((status) => isInForce({ status }))).toEqual([
    'active',
    'past-due',
    'cancelled-at-period-end',
  ]);
});

it('begins at once only what is dearer', () => {
  expect(beginsAtOnce({ minorUnits: '10000' }, aSubscription)).toBe(true);
  expect(beginsAtOnce({ minorUnits: '1900' }, aSubscription)).toBe(false);
  expect(beginsAtOnce({ minorUnits: '900' }, aSubscription)).toBe(false);
});
