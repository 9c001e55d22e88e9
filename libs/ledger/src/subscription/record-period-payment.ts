import { isRefusal, type Decision } from '../decider/decider.js';
import { periodNumberOf } from './attempt.js';
import { graceEndOf, retryAfter } from './due.js';
import type { SavedMethod } from '../purchase/saved-method.js';
import type { Attempt, Subscription } from './subscription.js';
import type { SubscriptionEvent, SubscriptionPaymentFailed } from './subscription.events.js';

/** The purchase was paid. It may be said twice, late, and after a failure. */
export interface RecordPeriodPaid {
  readonly type: 'RecordPeriodPaid';
  readonly subscriptionId: string;
  readonly purchaseId: string;
  readonly method: SavedMethod | null;
}

/** The purchase failed, or nobody paid for it in time. */
export interface RecordPaymentFailed {
  readonly type: 'RecordPaymentFailed';
  readonly subscriptionId: string;
  readonly purchaseId: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

export function recordPeriodPaid(
  { purchaseId, method }: RecordPeriodPaid,
  subscription: Subscription,
  now: Date,
): Decision<SubscriptionEvent> {
  const attempt = attemptOf(purchaseId, subscription);
  if (!attempt) return paidAgain(purchaseId, subscription, now);
  const { failure: _, ...paid } = attempt;
  return [{ type: 'SubscriptionPeriodPaid', data: { ...paid, method, paidAt: now.toISOString() } }];
}

export function recordPaymentFailed(
  command: RecordPaymentFailed,
  subscription: Subscription,
  now: Date,
): Decision<SubscriptionEvent> {
  const attempt = attemptOf(command.purchaseId, subscription);
  if (!attempt) return otherwiseKnown(command.purchaseId, subscription);
  if (attempt.failure) return [];
  const failed: SubscriptionPaymentFailed = {
    type: 'SubscriptionPaymentFailed',
    data: failureOf(command, attempt, subscription, now),
  };
  if (subscription.paid || subscription.ended) return [failed];
  const endedAt = now.toISOString();
  return [failed, { type: 'SubscriptionEnded', data: { reason: 'never-paid', endedAt } }];
}

function failureOf(
  { purchaseId, failure }: RecordPaymentFailed,
  { reason }: Attempt,
  subscription: Subscription,
  now: Date,
): SubscriptionPaymentFailed['data'] {
  const { code, message } = failure ?? { code: 'payment-expired', message: 'It was not paid in time.' };
  const isRetried = reason === 'renewal' && !subscription.cancelAtPeriodEnd;
  return {
    purchaseId,
    reason,
    failure: code,
    message,
    nextAttemptAt: isRetried ? (retryAfter(subscription, now)?.toISOString() ?? null) : null,
    graceEndsAt: isRetried ? graceEndOf(subscription).toISOString() : null,
    failedAt: now.toISOString(),
  };
}

function attemptOf(purchaseId: string, { attempts }: Subscription): Attempt | null {
  return attempts.find((attempt) => attempt.purchaseId === purchaseId) ?? null;
}

function paidAgain(purchaseId: string, subscription: Subscription, now: Date): Decision<SubscriptionEvent> {
  const known = otherwiseKnown(purchaseId, subscription);
  if (isRefusal(known) || subscription.paidPurchases.includes(purchaseId)) return known;
  return [{ type: 'SubscriptionPeriodPaidAgain', data: { purchaseId, paidAt: now.toISOString() } }];
}

/** Of a period that has been paid, no failure is to be learned. */
function otherwiseKnown(purchaseId: string, { subscriptionId, period, paid }: Subscription): Decision<never> {
  const number = periodNumberOf(subscriptionId, purchaseId);
  if (paid && number !== null && number > 0 && number <= period.number) return [];
  return { code: 'subscription-payment-unknown', subscriptionId, purchaseId };
}
