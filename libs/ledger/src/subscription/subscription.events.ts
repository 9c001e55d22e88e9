import type { WrittenMoney } from '../money/money.js';
import type { PlanOffer } from '../package/package.events.js';
import type { BillingPeriod } from './billing-period.js';
import type { SavedMethod } from '../purchase/saved-method.js';

/** Events of the stream `subscription-<subscriptionId>`. */
export type SubscriptionEvent =
  | SubscriptionStarted
  | SubscriptionRenewalBegun
  | SubscriptionUpgradeBegun
  | SubscriptionPeriodPaid
  | SubscriptionPeriodPaidAgain
  | SubscriptionPaymentFailed
  | SubscriptionPlanChangeScheduled
  | SubscriptionPlanChangeWithdrawn
  | SubscriptionCancelled
  | SubscriptionResumed
  | SubscriptionLapsed
  | SubscriptionEnded;

/** A plan as it was agreed: what becomes of the package later does not change it. */
export interface SubscribedPlan {
  readonly packageId: string;
  readonly version: number;
  readonly name: string;
  readonly offer: PlanOffer;
}

/** An attempt to have one period paid, with all that holds from when it is. */
export interface PeriodAttempt {
  /** `<subscriptionId>.<period>.<attempt>`. */
  readonly purchaseId: string;
  readonly reason: 'start' | 'renewal' | 'upgrade';
  /** By the buyer on a page of the provider, or without the buyer, from what they paid with before. */
  readonly payment: 'checkout' | 'charge';
  readonly plan: SubscribedPlan;
  /** Of this period and those after it: a new one with every upgrade. */
  readonly anchorAt: string;
  readonly period: BillingPeriod;
  /** What rolls over lives until then. */
  readonly nextPeriodEndsAt: string;
  /** What is charged: the price of the plan, less the credit of an upgrade. */
  readonly price: WrittenMoney;
}

/** The first period is to be paid. */
export interface SubscriptionStarted {
  readonly type: 'SubscriptionStarted';
  readonly data: PeriodAttempt & {
    readonly subscriptionId: string;
    readonly accountId: string;
    /** IANA name. */
    readonly timeZone: string;
    readonly startedAt: string;
  };
}

export interface SubscriptionRenewalBegun {
  readonly type: 'SubscriptionRenewalBegun';
  readonly data: PeriodAttempt & { readonly begunAt: string };
}

/** When it is paid, the present period ends where the new one starts. */
export interface SubscriptionUpgradeBegun {
  readonly type: 'SubscriptionUpgradeBegun';
  readonly data: PeriodAttempt & {
    /** For the unused part of the present period; the price is less by it. */
    readonly credit: WrittenMoney;
    readonly begunAt: string;
  };
}

/** It is in force from now on, also where it had ended meanwhile. */
export interface SubscriptionPeriodPaid {
  readonly type: 'SubscriptionPeriodPaid';
  readonly data: PeriodAttempt & {
    /** Null: nothing may be charged without the buyer, and the next period needs a checkout. */
    readonly method: SavedMethod | null;
    readonly paidAt: string;
  };
}

/**
 * A period that was paid already was paid by another of its purchases, whose failure had been recorded: its
 * tokens are credited too, and somebody may want to give the money back.
 */
export interface SubscriptionPeriodPaidAgain {
  readonly type: 'SubscriptionPeriodPaidAgain';
  readonly data: { readonly purchaseId: string; readonly paidAt: string };
}

export interface SubscriptionPaymentFailed {
  readonly type: 'SubscriptionPaymentFailed';
  readonly data: {
    readonly purchaseId: string;
    readonly reason: PeriodAttempt['reason'];
    readonly failure: string;
    readonly message: string;
    /** Null: nothing is tried again by itself. */
    readonly nextAttemptAt: string | null;
    /** When it lapses unless it is paid; null where nothing lapses. */
    readonly graceEndsAt: string | null;
    readonly failedAt: string;
  };
}

/** It takes effect with the next period. */
export interface SubscriptionPlanChangeScheduled {
  readonly type: 'SubscriptionPlanChangeScheduled';
  readonly data: {
    readonly plan: SubscribedPlan;
    readonly effectiveAt: string;
    readonly scheduledAt: string;
  };
}

/** The present plan goes on. */
export interface SubscriptionPlanChangeWithdrawn {
  readonly type: 'SubscriptionPlanChangeWithdrawn';
  readonly data: { readonly plan: SubscribedPlan; readonly withdrawnAt: string };
}

/** It is not renewed. What was paid stays until its end. */
export interface SubscriptionCancelled {
  readonly type: 'SubscriptionCancelled';
  readonly data: { readonly endsAt: string; readonly cancelledAt: string };
}

export interface SubscriptionResumed {
  readonly type: 'SubscriptionResumed';
  readonly data: { readonly resumedAt: string };
}

/** The grace is over and nothing was paid. */
export interface SubscriptionLapsed {
  readonly type: 'SubscriptionLapsed';
  readonly data: { readonly lapsedAt: string };
}

export interface SubscriptionEnded {
  readonly type: 'SubscriptionEnded';
  readonly data: { readonly reason: 'cancelled' | 'never-paid'; readonly endedAt: string };
}
