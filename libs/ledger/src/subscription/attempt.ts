import { MONTHS_OF, periodAfter, periodFrom, periodBoundary, type BillingAnchor } from './billing-period.js';
import type { Refusal } from '../decider/refusal.js';
import type { Subscription } from './subscription.js';
import type { PeriodAttempt, SubscribedPlan } from './subscription.events.js';

/** That a buyer may make to have one period paid: each of them is a purchase of its own. */
const ATTEMPTS_MAX = 20;

export function attemptPurchaseId(subscriptionId: string, period: number, attempt: number): string {
  return `${subscriptionId}.${period}.${attempt}`;
}

/** @returns null when the purchase is none of this subscription. */
export function periodNumberOf(subscriptionId: string, purchaseId: string): number | null {
  if (!purchaseId.startsWith(`${subscriptionId}.`)) return null;
  const [, period] = /^(\d+)\.\d+$/.exec(purchaseId.slice(subscriptionId.length + 1)) ?? [];
  return period === undefined ? null : Number(period);
}

/** The first of all, or the first after a new anchor: the buyer is there. */
export function attemptFromAnchor(
  anchor: BillingAnchor,
  plan: SubscribedPlan,
  { purchaseId, reason, price }: Pick<PeriodAttempt, 'purchaseId' | 'reason' | 'price'>,
  number: number,
): PeriodAttempt {
  const months = MONTHS_OF[plan.offer.period];
  return {
    purchaseId,
    reason,
    payment: 'checkout',
    plan,
    anchorAt: anchor.at,
    period: periodFrom(anchor, 0, plan.offer.period, number),
    nextPeriodEndsAt: periodBoundary(anchor, 2 * months).toISOString(),
    price,
  };
}

/** Refuses a buyer who has tried often enough. */
export function refuseManyAttempts({ subscriptionId, attempts }: Subscription): Refusal | null {
  if (attempts.length < ATTEMPTS_MAX) return null;
  return { code: 'too-many-payment-attempts', subscriptionId, maximum: ATTEMPTS_MAX };
}

export function nextRenewal(subscription: Subscription): PeriodAttempt {
  const { subscriptionId, anchor, attempts } = subscription;
  const plan = subscription.pendingPlan ?? subscription.plan;
  const every = plan.offer.period;
  const period = periodAfter(anchor, subscription.period, subscription.plan.offer.period, every);
  return {
    purchaseId: attemptPurchaseId(subscriptionId, period.number, attempts.length + 1),
    reason: 'renewal',
    payment: 'charge',
    plan,
    anchorAt: anchor.at,
    period,
    nextPeriodEndsAt: periodAfter(anchor, period, every, every).endsAt,
    price: plan.offer.price,
  };
}
