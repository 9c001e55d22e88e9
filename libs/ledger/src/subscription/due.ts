/**
 * What a subscription needs at a moment. Nothing is due while a payment is in flight, because whatever would
 * be done depends on what becomes of it; so a period is never charged twice at the same time.
 */
import { nextRenewal } from './attempt.js';
import type { SavedMethod } from '../purchase/saved-method.js';
import { failedRenewals, paymentInFlight, type Subscription } from './subscription.js';
import type { PeriodAttempt } from './subscription.events.js';

const DAY_MS = 86_400_000;

/** After the start of the period that is to be paid, which is when the first attempt is made. */
export const RETRY_DAYS = [1, 3, 5] as const;
export const GRACE_DAYS = 7;

export type SubscriptionDue = RenewalDue | { readonly what: 'lapse' } | { readonly what: 'end' };

export interface RenewalDue {
  readonly what: 'renew';
  readonly attempt: PeriodAttempt;
  /** Null: the buyer has to pay on a page. */
  readonly method: SavedMethod | null;
}

export function dueOf(subscription: Subscription, now: Date): SubscriptionDue | null {
  const dueAt = nextDueAt(subscription);
  if (!dueAt || dueAt.getTime() > now.getTime()) return null;
  if (subscription.cancelAtPeriodEnd) return { what: 'end' };
  const attempt = nextRenewal(subscription);
  const isLost = hasFailed(subscription)
    ? now.getTime() >= graceEndOf(subscription).getTime()
    : now.getTime() >= Date.parse(attempt.period.endsAt);
  return isLost ? { what: 'lapse' } : { what: 'renew', attempt, method: subscription.method };
}

/** When there is something to do; null when nothing ever will be, unless something else happens before. */
export function nextDueAt(subscription: Subscription): Date | null {
  if (subscription.ended || paymentInFlight(subscription)) return null;
  if (subscription.cancelAtPeriodEnd || !hasFailed(subscription)) return new Date(subscription.period.endsAt);
  const retryAt = failedRenewals(subscription).at(-1)?.nextAttemptAt;
  return retryAt ? new Date(retryAt) : graceEndOf(subscription);
}

export function graceEndOf({ period }: Subscription): Date {
  return daysAfter(period.endsAt, GRACE_DAYS);
}

/** @returns null when no attempt is left, or none before the grace ends. */
export function retryAfter(subscription: Subscription, now: Date): Date | null {
  const days = RETRY_DAYS[failedRenewals(subscription).length];
  if (days === undefined) return null;
  const planned = daysAfter(subscription.period.endsAt, days);
  // A failure that became known late must not be followed by all the missed attempts at once.
  const retry = planned.getTime() > now.getTime() ? planned : daysAfter(now.toISOString(), 1);
  return retry.getTime() < graceEndOf(subscription).getTime() ? retry : null;
}

function hasFailed(subscription: Subscription): boolean {
  return failedRenewals(subscription).length > 0;
}

function daysAfter(instant: string, days: number): Date {
  return new Date(Date.parse(instant) + days * DAY_MS);
}
