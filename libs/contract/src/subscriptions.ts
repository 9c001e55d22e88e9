import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, positiveAmountSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { moneySchema } from './money.js';
import { checkoutSchema } from './purchases.js';

/** The version is what the buyer saw. Another one may cost otherwise, so it is refused. */
const planChoice = { packageId: keySchema, packageVersion: z.number().int().min(0) };

export const startSubscriptionRequestSchema = z.strictObject({
  ...planChoice,
  /** IANA name: by its clocks periods begin. Without it, by those of the account. */
  timeZone: z.string().min(1).max(64).optional(),
});
export type StartSubscriptionRequest = z.infer<typeof startSubscriptionRequestSchema>;

/** A dearer plan begins at once, when it is paid; every other with the next period. */
export const changePlanRequestSchema = z.strictObject(planChoice);
export type ChangePlanRequest = z.infer<typeof changePlanRequestSchema>;

export const cancelSubscriptionRequestSchema = z.strictObject({});
export type CancelSubscriptionRequest = z.infer<typeof cancelSubscriptionRequestSchema>;

export const resumeSubscriptionRequestSchema = z.strictObject({});
export type ResumeSubscriptionRequest = z.infer<typeof resumeSubscriptionRequestSchema>;

export const paySubscriptionRequestSchema = z.strictObject({});
export type PaySubscriptionRequest = z.infer<typeof paySubscriptionRequestSchema>;

/** Where to pay for a period. The browser goes there, and comes back to the page of the purchase. */
export const subscriptionCheckoutSchema = checkoutSchema.extend({ subscriptionId: z.string() });
export type SubscriptionCheckout = z.infer<typeof subscriptionCheckoutSchema>;

export const planChangeSchema = z.object({
  subscriptionId: z.string(),
  /**
   * `upgrade`: it begins when the checkout is paid; `scheduled`: it begins by itself with the next period;
   * `withdrawn`: the present plan goes on, and what was scheduled does not happen.
   */
  change: z.enum(['upgrade', 'scheduled', 'withdrawn']),
  /** Of an upgrade, with the price after the credit; null for every other change. */
  checkout: checkoutSchema.nullable(),
  /** Of an upgrade, for the unused part of the present period; null for every other change. */
  credit: moneySchema.nullable(),
  /** Null for an upgrade: when it is paid. */
  effectiveAt: instantSchema.nullable(),
  position: positionSchema,
});
export type PlanChange = z.infer<typeof planChangeSchema>;

/** Until then what was paid stays. */
export const subscriptionCancellationSchema = z.object({ endsAt: instantSchema, position: positionSchema });
export type SubscriptionCancellation = z.infer<typeof subscriptionCancellationSchema>;

export const SUBSCRIPTION_STATUSES = [
  'incomplete',
  'active',
  'past-due',
  'cancelled-at-period-end',
  'ended',
] as const;
export const subscriptionStatusSchema = z.enum(SUBSCRIPTION_STATUSES);
export type SubscriptionStatus = z.infer<typeof subscriptionStatusSchema>;

const planFields = {
  packageId: z.string(),
  packageVersion: z.number().int(),
  planName: z.string(),
  price: moneySchema,
  every: z.enum(['month', 'year']),
};

export const subscriptionSchema = z.object({
  subscriptionId: z.string(),
  accountId: z.string(),
  ...planFields,
  prioritySupport: z.boolean(),
  /** What each period brings. */
  allowances: z.array(z.object({ model: z.string(), modelName: z.string(), tokens: amountSchema })),
  status: subscriptionStatusSchema,
  /** The latest that was paid; the first, where none was. */
  currentPeriod: z.object({ start: instantSchema, end: instantSchema }),
  timeZone: z.string(),
  cancelAtPeriodEnd: z.boolean(),
  /** Takes the place of the plan with the next period. */
  pendingPlan: z.object(planFields).nullable(),
  /** When it is charged next, also after a failure; null: not by itself. */
  nextPaymentAt: instantSchema.nullable(),
  /** That somebody is paying, or that is being charged: nothing else happens until it is decided. */
  paymentInFlight: z
    .object({ purchaseId: z.string(), reason: z.enum(['start', 'renewal', 'upgrade']) })
    .nullable(),
  /** Why the latest attempt to have the period paid came to nothing; null when none did. */
  paymentFailure: z.object({ message: z.string(), failedAt: instantSchema }).nullable(),
  /** Whether the buyer may pay what is due at once, see `routes.subscriptionPayment`. */
  isPayable: z.boolean(),
  /** It lapses then unless it is paid; null unless it is past due. */
  graceEndsAt: instantSchema.nullable(),
  /** Null: it goes on. */
  endedAt: instantSchema.nullable(),
  endReason: z.enum(['cancelled', 'lapsed', 'never-paid']).nullable(),
  startedAt: instantSchema,
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const subscriptionAnswerSchema = subscriptionSchema.extend({ asOf: asOfSchema });
export type SubscriptionAnswer = z.infer<typeof subscriptionAnswerSchema>;

/** The latest hundred, newest first. */
export const subscriptionsSchema = z.object({ items: z.array(subscriptionSchema), asOf: asOfSchema });
export type Subscriptions = z.infer<typeof subscriptionsSchema>;

export const TOP_UP_COOLDOWN_MINUTES_MAX = 43_200;

export const topUpRequestSchema = z.strictObject({
  enabled: z.boolean(),
  model: keySchema,
  /** Bought when less than this is available. */
  threshold: positiveAmountSchema,
  packageId: keySchema,
  units: z.number().int().min(1).max(1_000_000).default(1),
  /** The most that top-ups of one month cost together. */
  monthlyCap: moneySchema,
  /** At least so long from the beginning of one to that of the next. */
  cooldownMinutes: z.number().int().min(0).max(TOP_UP_COOLDOWN_MINUTES_MAX).default(60),
});
export type TopUpRequest = z.input<typeof topUpRequestSchema>;

export const topUpSchema = z.object({
  accountId: z.string(),
  /** Null: never set up, which is off. */
  settings: z
    .object({
      enabled: z.boolean(),
      model: z.string(),
      threshold: amountSchema,
      packageId: z.string(),
      units: z.number().int(),
      monthlyCap: moneySchema,
      cooldownMinutes: z.number().int(),
    })
    .nullable(),
  /** Whether something may be charged without the buyer. */
  hasPaymentMethod: z.boolean(),
  /** Begun or completed in the current month. */
  spentThisMonth: moneySchema,
  resetsAt: instantSchema,
  inFlightPurchaseId: z.string().nullable(),
  /** Null: nothing keeps the next one waiting. */
  coolingDownUntil: instantSchema.nullable(),
  /** Until it is set up anew. */
  paused: z.object({ reason: z.string(), since: instantSchema }).nullable(),
  asOf: asOfSchema,
});
export type TopUp = z.infer<typeof topUpSchema>;

/** What reconciling a subscription did: what was due, or what was missing to a payment in flight. */
export const subscriptionReconciliationSchema = z.object({
  subscriptionId: z.string(),
  status: subscriptionStatusSchema,
  done: z.enum(['nothing', 'renewal-begun', 'payment-followed', 'ended']),
});
export type SubscriptionReconciliation = z.infer<typeof subscriptionReconciliationSchema>;

/** What reconciling a top-up did; `because` is the code of the refusal that kept one from beginning. */
export const topUpReconciliationSchema = z.object({
  accountId: z.string(),
  done: z.enum(['nothing', 'begun', 'payment-followed']),
  because: z.string().nullable(),
});
export type TopUpReconciliation = z.infer<typeof topUpReconciliationSchema>;
