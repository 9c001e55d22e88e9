import type { Decision } from '../decider/decider.js';
import { dueOf } from './due.js';
import { paymentInFlight, type Subscription } from './subscription.js';
import type { SubscriptionCancelled, SubscriptionEnded, SubscriptionEvent } from './subscription.events.js';

/** At the end of the period that is paid; at once where none is. */
export interface CancelSubscription {
  readonly type: 'CancelSubscription';
  readonly subscriptionId: string;
}

/** Undoes a cancellation, as long as the subscription goes on. */
export interface ResumeSubscription {
  readonly type: 'ResumeSubscription';
  readonly subscriptionId: string;
}

/** Records that it is over, cancelled or lapsed, where that is due. */
export interface EndSubscription {
  readonly type: 'EndSubscription';
  readonly subscriptionId: string;
}

export function cancelSubscription(subscription: Subscription, now: Date): Decision<SubscriptionEvent> {
  const { subscriptionId, ended, cancelAtPeriodEnd, period, paid } = subscription;
  if (ended) return { code: 'subscription-ended', subscriptionId, endedAt: ended.at, reason: ended.reason };
  const endsAt = period.endsAt;
  if (cancelAtPeriodEnd) return { code: 'subscription-cancelled', subscriptionId, endsAt };
  const at = now.toISOString();
  const isOver = !paid || (now.getTime() >= Date.parse(endsAt) && !paymentInFlight(subscription));
  const cancelled: SubscriptionCancelled = {
    type: 'SubscriptionCancelled',
    data: { endsAt: isOver ? at : endsAt, cancelledAt: at },
  };
  return isOver ? [cancelled, endedNow(at)] : [cancelled];
}

export function resumeSubscription(subscription: Subscription, now: Date): Decision<SubscriptionEvent> {
  const { subscriptionId, ended, cancelAtPeriodEnd, period } = subscription;
  if (ended) return { code: 'subscription-ended', subscriptionId, endedAt: ended.at, reason: ended.reason };
  if (!cancelAtPeriodEnd) return { code: 'subscription-not-cancelled', subscriptionId };
  if (dueOf(subscription, now)) {
    return { code: 'subscription-ended', subscriptionId, endedAt: period.endsAt, reason: 'cancelled' };
  }
  return [{ type: 'SubscriptionResumed', data: { resumedAt: now.toISOString() } }];
}

export function endSubscription(subscription: Subscription, now: Date): Decision<SubscriptionEvent> {
  const due = dueOf(subscription, now);
  const at = now.toISOString();
  if (due?.what === 'lapse') return [{ type: 'SubscriptionLapsed', data: { lapsedAt: at } }];
  return due?.what === 'end' ? [endedNow(at)] : [];
}

function endedNow(endedAt: string): SubscriptionEnded {
  return { type: 'SubscriptionEnded', data: { reason: 'cancelled', endedAt } };
}
