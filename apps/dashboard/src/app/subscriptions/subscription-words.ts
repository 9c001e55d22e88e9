import type { Subscription } from '#libs/contract';
import { moneyText } from '../amounts/money-text.js';
import { dayText } from '../time/moment-text.js';

export interface SubscriptionWords {
  readonly badge: string;
  readonly tone: 'good' | 'warning' | 'critical' | 'quiet';
  /** What comes next, in a sentence. */
  readonly text: string;
}

/** Paid, and not over. */
export function isInForce({ status }: Pick<Subscription, 'status'>): boolean {
  return status !== 'ended' && status !== 'incomplete';
}

/** Where a subscription stands, and what that means for the person. Days are those of the zone. */
export function subscriptionWords(subscription: Subscription, zone: string): SubscriptionWords {
  const { currentPeriod, status } = subscription;
  const end = dayText(currentPeriod.end, zone);
  switch (status) {
    case 'incomplete':
      return {
        badge: $localize`Waiting for payment`,
        tone: 'warning',
        text: $localize`It begins when the first period is paid.`,
      };
    case 'active':
      return { badge: $localize`Active`, tone: 'good', text: activeText(subscription, zone) };
    case 'past-due':
      return { badge: $localize`Payment failed`, tone: 'critical', text: pastDueText(subscription, zone) };
    case 'cancelled-at-period-end':
      return {
        badge: $localize`Ends ${end}:day:`,
        tone: 'warning',
        text: $localize`It is not renewed. Everything you paid for stays until ${end}:day:.`,
      };
    case 'ended':
      return { badge: $localize`Ended`, tone: 'quiet', text: endedText(subscription, zone) };
    default:
      return status satisfies never;
  }
}

function activeText(subscription: Subscription, zone: string): string {
  const { nextPaymentAt, paymentInFlight, pendingPlan, price } = subscription;
  if (paymentInFlight?.reason === 'upgrade') return $localize`The dearer plan begins when it is paid.`;
  if (nextPaymentAt === null) return $localize`The payment for the next period is under way.`;
  const money = moneyText(pendingPlan?.price ?? price);
  return $localize`${money}:money: will be charged on ${dayText(nextPaymentAt, zone)}:day:.`;
}

function pastDueText({ nextPaymentAt, graceEndsAt }: Subscription, zone: string): string {
  const lapses = graceEndsAt && $localize`It ends on ${dayText(graceEndsAt, zone)}:day: unless it is paid.`;
  const next = nextPaymentAt && $localize`It is tried again on ${dayText(nextPaymentAt, zone)}:day:.`;
  return [next, lapses].filter(Boolean).join(' ');
}

const ENDED_WORDS: Record<NonNullable<Subscription['endReason']>, string> = {
  cancelled: $localize`Cancelled`,
  lapsed: $localize`Not paid in time`,
  'never-paid': $localize`Never paid`,
};

function endedText({ endReason, endedAt }: Subscription, zone: string): string {
  const why = endReason === null ? $localize`Over` : ENDED_WORDS[endReason];
  return endedAt === null ? why : $localize`${why}:reason:, ${dayText(endedAt, zone)}:day:`;
}

/** Whether a plan begins at once, when it is paid, or with the next period. */
export function beginsAtOnce(plan: { readonly minorUnits: string }, { price }: Subscription): boolean {
  return BigInt(plan.minorUnits) > BigInt(price.minorUnits);
}
