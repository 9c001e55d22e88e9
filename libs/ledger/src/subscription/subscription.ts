/**
 * A subscription has at most one payment in flight. What was paid is in force, also where a failure, a lapse
 * or an end was recorded before the payment became known; a cancellation then holds for the end of that period.
 */
import type { BillingAnchor, BillingPeriod } from './billing-period.js';
import type { SavedMethod } from '../purchase/saved-method.js';
import type {
  PeriodAttempt,
  SubscribedPlan,
  SubscriptionEvent,
  SubscriptionPaymentFailed,
  SubscriptionStarted,
} from './subscription.events.js';

export type SubscriptionStatus = 'incomplete' | 'active' | 'past-due' | 'cancelled-at-period-end' | 'ended';

export interface Subscription {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: SubscriptionStatus;
  readonly anchor: BillingAnchor;
  /** That of `period`. */
  readonly plan: SubscribedPlan;
  /** The latest that was paid; the first, where none was. */
  readonly period: BillingPeriod;
  readonly paid: boolean;
  /** In force from the next period on. */
  readonly pendingPlan: SubscribedPlan | null;
  readonly method: SavedMethod | null;
  /** To have the next period paid (the first, where none was), in order. Only the last may be in flight. */
  readonly attempts: readonly Attempt[];
  /** The latest purchases that were paid, oldest first. */
  readonly paidPurchases: readonly string[];
  readonly cancelAtPeriodEnd: boolean;
  readonly ended: { readonly reason: 'cancelled' | 'lapsed' | 'never-paid'; readonly at: string } | null;
}

/** Two years of months: what was paid before that is not told twice any more. */
const PAID_PURCHASES_KEPT = 24;

export interface Attempt extends PeriodAttempt {
  /** Null: in flight. */
  readonly failure: SubscriptionPaymentFailed['data'] | null;
}

export function paymentInFlight({ attempts }: Subscription): Attempt | null {
  return attempts.find(({ failure }) => failure === null) ?? null;
}

/** Of the renewal that is due or under way, oldest first. */
export function failedRenewals({ attempts }: Subscription): readonly SubscriptionPaymentFailed['data'][] {
  return attempts.flatMap(({ reason, failure }) => (reason === 'renewal' && failure ? [failure] : []));
}

export function evolveSubscription(
  subscription: Subscription | null,
  event: SubscriptionEvent,
): Subscription | null {
  if (event.type === 'SubscriptionStarted') return started(event.data);
  if (!subscription) return null;
  const evolved = { ...subscription, ...changeBy(event, subscription) };
  return { ...evolved, status: statusOf(evolved) };
}

function started({
  subscriptionId,
  accountId,
  timeZone,
  startedAt: _,
  ...attempt
}: SubscriptionStarted['data']): Subscription {
  return {
    subscriptionId,
    accountId,
    status: 'incomplete',
    anchor: { at: attempt.anchorAt, timeZone },
    plan: attempt.plan,
    period: attempt.period,
    paid: false,
    pendingPlan: null,
    method: null,
    attempts: [{ ...attempt, failure: null }],
    paidPurchases: [],
    cancelAtPeriodEnd: false,
    ended: null,
  };
}

function changeBy(
  event: Exclude<SubscriptionEvent, SubscriptionStarted>,
  subscription: Subscription,
): Partial<Subscription> {
  const { attempts } = subscription;
  switch (event.type) {
    case 'SubscriptionRenewalBegun':
      return { attempts: [...attempts, attemptOf(event.data)] };
    case 'SubscriptionUpgradeBegun':
      return { attempts: [...attempts, attemptOf(event.data)], pendingPlan: null };
    case 'SubscriptionPeriodPaid':
      return paidBy(event.data, event.data.method, subscription);
    case 'SubscriptionPeriodPaidAgain':
      return { paidPurchases: paidMore(event.data.purchaseId, subscription) };
    case 'SubscriptionPaymentFailed':
      return { attempts: attempts.map((attempt) => failedBy(event.data, attempt)) };
    default:
      return standingAfter(event);
  }
}

type StandingEvent = Exclude<
  SubscriptionEvent,
  {
    readonly type:
      | 'SubscriptionStarted'
      | 'SubscriptionRenewalBegun'
      | 'SubscriptionUpgradeBegun'
      | 'SubscriptionPeriodPaid'
      | 'SubscriptionPeriodPaidAgain'
      | 'SubscriptionPaymentFailed';
  }
>;

function standingAfter(event: StandingEvent): Partial<Subscription> {
  switch (event.type) {
    case 'SubscriptionPlanChangeScheduled':
      return { pendingPlan: event.data.plan };
    case 'SubscriptionPlanChangeWithdrawn':
      return { pendingPlan: null };
    case 'SubscriptionCancelled':
      return { cancelAtPeriodEnd: true };
    case 'SubscriptionResumed':
      return { cancelAtPeriodEnd: false };
    case 'SubscriptionLapsed':
      return { ended: { reason: 'lapsed', at: event.data.lapsedAt } };
    case 'SubscriptionEnded':
      return { ended: { reason: event.data.reason, at: event.data.endedAt } };
  }
}

function attemptOf(data: PeriodAttempt): Attempt {
  const { purchaseId, reason, payment, plan, anchorAt, period, nextPeriodEndsAt, price } = data;
  return { purchaseId, reason, payment, plan, anchorAt, period, nextPeriodEndsAt, price, failure: null };
}

/** A change that came after the attempt that is paid now waits for the period after it. */
function paidBy(
  { purchaseId, plan, period, anchorAt }: PeriodAttempt,
  method: SavedMethod | null,
  subscription: Subscription,
): Partial<Subscription> {
  const { anchor, pendingPlan } = subscription;
  return {
    plan,
    period,
    method,
    anchor: { ...anchor, at: anchorAt },
    paid: true,
    pendingPlan: pendingPlan && isSamePlan(pendingPlan, plan) ? null : pendingPlan,
    attempts: [],
    paidPurchases: paidMore(purchaseId, subscription),
    ended: null,
  };
}

function paidMore(purchaseId: string, { paidPurchases }: Subscription): readonly string[] {
  return [...paidPurchases, purchaseId].slice(-PAID_PURCHASES_KEPT);
}

export function isSamePlan(a: SubscribedPlan, b: SubscribedPlan): boolean {
  return a.packageId === b.packageId && a.version === b.version;
}

function failedBy(failure: SubscriptionPaymentFailed['data'], attempt: Attempt): Attempt {
  return attempt.purchaseId === failure.purchaseId ? { ...attempt, failure } : attempt;
}

function statusOf(subscription: Subscription): SubscriptionStatus {
  if (subscription.ended) return 'ended';
  if (!subscription.paid) return 'incomplete';
  if (subscription.cancelAtPeriodEnd) return 'cancelled-at-period-end';
  return failedRenewals(subscription).length > 0 ? 'past-due' : 'active';
}
