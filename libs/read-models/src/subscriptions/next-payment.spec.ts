import type { Subscription } from '#libs/ledger';
import { nextAttemptAfter, nextPaymentAt } from './next-payment.js';

const failed = (purchaseId: string, nextAttemptAt: string | null) => ({
  ...{ purchaseId, reason: 'renewal' },
  failure: { purchaseId, reason: 'renewal', nextAttemptAt },
});
const inFlight = (purchaseId: string) => ({ purchaseId, reason: 'renewal', failure: null });

/** Only what decides about the next payment. */
const subscription = (attempts: readonly object[], more: Partial<Subscription> = {}) =>
  ({
    ...{ attempts, ended: null, cancelAtPeriodEnd: false },
    period: { startsAt: 'january', endsAt: 'february' },
    ...more,
  }) as unknown as Subscription;

it('is paid next when its period ends', () => {
  expect(nextPaymentAt(subscription([]))).toBe('february');
});

it('is tried again when the latest failure says so, and that is no matter of those before', () => {
  const twice = subscription([failed('p-1', 'monday'), failed('p-2', 'thursday')]);
  expect(nextPaymentAt(twice)).toBe('thursday');
  expect([nextAttemptAfter(twice, 'p-1'), nextAttemptAfter(twice, 'p-2')]).toEqual([null, 'thursday']);
});

it.each([
  ['one is in flight', subscription([failed('p-1', 'monday'), inFlight('p-2')])],
  ['it is cancelled', subscription([failed('p-1', 'monday')], { cancelAtPeriodEnd: true })],
  ['it ended', subscription([failed('p-1', 'monday')], { ended: { reason: 'lapsed', at: 'sunday' } })],
  ['none is planned', subscription([failed('p-1', null)])],
  ['it was renewed since', subscription([])],
])('is not tried again when %s', (_, state) => {
  expect(nextAttemptAfter(state, 'p-1')).toBeNull();
});
