import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { attemptFromAnchor, attemptPurchaseId, refuseManyAttempts } from './attempt.js';
import { unusedCredit } from './proration.js';
import { chosenPlan, type PlanChoice } from './start-subscription.js';
import { paymentInFlight, isSamePlan, type Subscription } from './subscription.js';
import type { SubscribedPlan, SubscriptionEvent, SubscriptionUpgradeBegun } from './subscription.events.js';

/**
 * A dearer plan begins at once, when it is paid. One that costs the same or less begins with the next period,
 * and so does every plan where the next period is to be paid already. Each change replaces the one before.
 */
export interface ChangePlan extends PlanChoice {
  readonly type: 'ChangePlan';
  readonly subscriptionId: string;
}

export function changePlan(
  command: ChangePlan,
  subscription: Subscription,
  now: Date,
): Decision<SubscriptionEvent> {
  const refusal = refuseChange(subscription);
  if (refusal) return refusal;
  if (isPresent(command, subscription)) return withdrawChange(subscription, now);
  const plan = chosenPlan(command);
  if ('code' in plan) return plan;
  if (isUpgrade(plan, subscription, now)) {
    return refuseManyAttempts(subscription) ?? [upgradeBegun(plan, subscription, now)];
  }
  const effectiveAt = subscription.period.endsAt;
  return [
    {
      type: 'SubscriptionPlanChangeScheduled',
      data: { plan, effectiveAt, scheduledAt: now.toISOString() },
    },
  ];
}

function refuseChange(subscription: Subscription): Refusal | null {
  const { subscriptionId, ended, cancelAtPeriodEnd, period } = subscription;
  if (ended) return { code: 'subscription-ended', subscriptionId, endedAt: ended.at, reason: ended.reason };
  const under = paymentInFlight(subscription);
  if (under) {
    return { code: 'subscription-payment-in-flight', subscriptionId, purchaseId: under.purchaseId };
  }
  return cancelAtPeriodEnd ? { code: 'subscription-cancelled', subscriptionId, endsAt: period.endsAt } : null;
}

/** Its own plan may be chosen also when it is not sold any more. */
function isPresent({ packageId, packageVersion }: ChangePlan, { plan }: Subscription): boolean {
  return isSamePlan(plan, { ...plan, packageId, version: packageVersion });
}

function withdrawChange({ plan, pendingPlan }: Subscription, now: Date): Decision<SubscriptionEvent> {
  if (!pendingPlan)
    return { code: 'plan-unchanged', packageId: plan.packageId, packageVersion: plan.version };
  return [
    {
      type: 'SubscriptionPlanChangeWithdrawn',
      data: { plan: pendingPlan, withdrawnAt: now.toISOString() },
    },
  ];
}

export function isUpgrade(plan: SubscribedPlan, subscription: Subscription, now: Date): boolean {
  const isDearer = BigInt(plan.offer.price.minorUnits) > BigInt(subscription.plan.offer.price.minorUnits);
  return isDearer && now.getTime() < Date.parse(subscription.period.endsAt);
}

function upgradeBegun(plan: SubscribedPlan, subscription: Subscription, now: Date): SubscriptionUpgradeBegun {
  const { subscriptionId, anchor, period, attempts } = subscription;
  const { price } = plan.offer;
  const credit = unusedCredit(subscription.plan.offer.price, period, now);
  const charged = BigInt(price.minorUnits) - BigInt(credit.minorUnits);
  const number = period.number + 1;
  const attempt = attemptFromAnchor(
    { ...anchor, at: now.toISOString() },
    plan,
    {
      purchaseId: attemptPurchaseId(subscriptionId, number, attempts.length + 1),
      reason: 'upgrade',
      price: { ...price, minorUnits: charged.toString() },
    },
    number,
  );
  return { type: 'SubscriptionUpgradeBegun', data: { ...attempt, credit, begunAt: now.toISOString() } };
}
