import { isTimeZone } from '../calendar/zoned-days.js';
import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import type { Package } from '../package/package.js';
import { attemptFromAnchor, attemptPurchaseId } from './attempt.js';
import type { Subscription } from './subscription.js';
import type { SubscribedPlan, SubscriptionStarted } from './subscription.events.js';

export interface StartSubscription extends PlanChoice {
  readonly type: 'StartSubscription';
  readonly subscriptionId: string;
  readonly accountId: string;
  /** IANA name: its clocks say when periods begin. */
  readonly timeZone: string;
}

export interface PlanChoice {
  readonly packageId: string;
  /** Null when no such package was ever defined. */
  readonly offered: Package | null;
  /** That the buyer saw: what is charged is what was shown. */
  readonly packageVersion: number;
}

export function startSubscription(
  command: StartSubscription,
  subscription: Subscription | null,
  now: Date,
): Decision<SubscriptionStarted> {
  const { subscriptionId, accountId, timeZone } = command;
  if (subscription) return { code: 'subscription-already-started', subscriptionId };
  if (!isTimeZone(timeZone)) return { code: 'unknown-time-zone', timeZone };
  const plan = chosenPlan(command);
  if ('code' in plan) return plan;
  const at = now.toISOString();
  const attempt = attemptFromAnchor(
    { at, timeZone },
    plan,
    { purchaseId: attemptPurchaseId(subscriptionId, 1, 1), reason: 'start', price: plan.offer.price },
    1,
  );
  return [
    { type: 'SubscriptionStarted', data: { subscriptionId, accountId, timeZone, ...attempt, startedAt: at } },
  ];
}

export function chosenPlan({ packageId, offered, packageVersion }: PlanChoice): SubscribedPlan | Refusal {
  if (!offered || offered.retired) return { code: 'package-not-on-sale', packageId };
  const { version, name, offer } = offered;
  if (version !== packageVersion) {
    return { code: 'package-changed', packageId, seen: packageVersion, current: version };
  }
  if (offer.kind !== 'plan') return { code: 'package-not-a-plan', packageId };
  return { packageId, version, name, offer };
}
