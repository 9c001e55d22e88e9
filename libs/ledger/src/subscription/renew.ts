import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { nextRenewal, refuseManyAttempts } from './attempt.js';
import { dueOf, graceEndOf, nextDueAt } from './due.js';
import { paymentInFlight, type Subscription } from './subscription.js';
import type { PeriodAttempt, SubscriptionEvent } from './subscription.events.js';

/** Recorded before the provider is asked, so that no two attempts are ever in flight. */
export interface BeginRenewal {
  readonly type: 'BeginRenewal';
  readonly subscriptionId: string;
  /** The one that `dueOf` gives. */
  readonly purchaseId: string;
  /** The buyer pays a renewal that failed, without waiting for the next attempt. */
  readonly askedByBuyer: boolean;
}

export function beginRenewal(
  { purchaseId, askedByBuyer }: BeginRenewal,
  subscription: Subscription,
  now: Date,
): Decision<SubscriptionEvent> {
  const { subscriptionId } = subscription;
  const under = paymentInFlight(subscription);
  if (under?.purchaseId === purchaseId) return [];
  if (under) {
    return { code: 'subscription-payment-in-flight', subscriptionId, purchaseId: under.purchaseId };
  }
  const attempt = attemptDue(subscription, askedByBuyer, now);
  if (!attempt) return notDue(subscription);
  const refusal = askedByBuyer ? refuseManyAttempts(subscription) : null;
  if (refusal) return refusal;
  if (attempt.purchaseId !== purchaseId) {
    return { code: 'renewal-out-of-turn', purchaseId, expected: attempt.purchaseId };
  }
  return [{ type: 'SubscriptionRenewalBegun', data: { ...attempt, begunAt: now.toISOString() } }];
}

/** The attempt that a buyer may make at once when a period is to be paid; null when none is. */
export function payableNow(subscription: Subscription, now: Date): PeriodAttempt | null {
  const isInGrace =
    subscription.status === 'past-due' &&
    !paymentInFlight(subscription) &&
    now.getTime() < graceEndOf(subscription).getTime();
  const isPayable = isInGrace || dueOf(subscription, now)?.what === 'renew';
  return isPayable ? { ...nextRenewal(subscription), payment: 'checkout' } : null;
}

function attemptDue(subscription: Subscription, askedByBuyer: boolean, now: Date): PeriodAttempt | null {
  if (askedByBuyer) return payableNow(subscription, now);
  const due = dueOf(subscription, now);
  return due?.what === 'renew' ? due.attempt : null;
}

function notDue(subscription: Subscription): Refusal {
  const dueAt = subscription.cancelAtPeriodEnd ? null : nextDueAt(subscription);
  const { subscriptionId } = subscription;
  return { code: 'renewal-not-due', subscriptionId, dueAt: dueAt?.toISOString() ?? null };
}
