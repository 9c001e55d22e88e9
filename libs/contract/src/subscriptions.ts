import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positiveAmountSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { moneySchema } from './money.js';

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
  status: subscriptionStatusSchema,
  /** The latest that was paid; the first, where none was. */
  currentPeriod: z.object({ start: instantSchema, end: instantSchema }),
  timeZone: z.string(),
  cancelAtPeriodEnd: z.boolean(),
  /** Takes the place of the plan with the next period. */
  pendingPlan: z.object(planFields).nullable(),
  /** When it is charged next, also after a failure; null: not by itself. */
  nextPaymentAt: instantSchema.nullable(),
  /** It lapses then unless it is paid; null unless it is past due. */
  graceEndsAt: instantSchema.nullable(),
  /** Null: it goes on. */
  endedAt: instantSchema.nullable(),
  startedAt: instantSchema,
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** Newest first. */
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
