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
        badge: 'Waiting for payment',
        tone: 'warning',
        text: 'It begins when the first period is paid.',
      };
    case 'active':
      return { badge: 'Active', tone: 'good', text: activeText(subscription, zone) };
    case 'past-due':
      return { badge: 'Payment failed', tone: 'critical', text: pastDueText(subscription, zone) };
    case 'cancelled-at-period-end':
      return {
        badge: `Ends ${end}`,
        tone: 'warning',
        text: `It is not renewed. Everything you paid for stays until ${end}.`,
      };
    case 'ended':
      return { badge: 'Ended', tone: 'quiet', text: endedText(subscription, zone) };
    default:
      return status satisfies never;
  }
}

function activeText(subscription: Subscription, zone: string): string {
  const { nextPaymentAt, paymentInFlight, pendingPlan, price } = subscription;
  if (paymentInFlight?.reason === 'upgrade') return 'The dearer plan begins when it is paid.';
  if (nextPaymentAt === null) return 'The payment for the next period is under way.';
  return `${moneyText(pendingPlan?.price ?? price)} will be charged on ${dayText(nextPaymentAt, zone)}.`;
}

function pastDueText({ nextPaymentAt, graceEndsAt }: Subscription, zone: string): string {
  const lapses = graceEndsAt && `It ends on ${dayText(graceEndsAt, zone)} unless it is paid.`;
  const next = nextPaymentAt && `It is tried again on ${dayText(nextPaymentAt, zone)}.`;
  return [next, lapses].filter(Boolean).join(' ');
}

const ENDED_WORDS: Record<NonNullable<Subscription['endReason']>, string> = {
  cancelled: 'Cancelled',
  lapsed: 'Not paid in time',
  'never-paid': 'Never paid',
};

function endedText({ endReason, endedAt }: Subscription, zone: string): string {
  const why = endReason === null ? 'Over' : ENDED_WORDS[endReason];
  return endedAt === null ? why : `${why}, ${dayText(endedAt, zone)}`;
}

/** Whether a plan begins at once, when it is paid, or with the next period. */
export function beginsAtOnce(plan: { readonly minorUnits: string }, { price }: Subscription): boolean {
  return BigInt(plan.minorUnits) > BigInt(price.minorUnits);
}
