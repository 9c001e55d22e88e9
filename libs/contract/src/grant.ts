import { z } from 'zod';
import {
  amountSchema,
  instantSchema,
  keySchema,
  positionSchema,
  positiveAmountSchema,
  reasonSchema,
} from './amounts.js';
import { aftermathFields } from './consumption.js';

/** What becomes of tokens that are left when their grant expires: they live on `until` the next period ends. */
export const rolloverSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('none') }),
  z.strictObject({ rule: z.literal('capped'), cap: positiveAmountSchema, until: instantSchema }),
  z.strictObject({ rule: z.literal('all'), until: instantSchema }),
]);
export type Rollover = z.infer<typeof rolloverSchema>;

/** What has no default was added after the first version, see `changeRateRequestSchema`. */
export const grantRequestSchema = z.strictObject({
  model: keySchema,
  amount: positiveAmountSchema,
  source: z.enum(['subscription', 'bonus', 'correction']).default('bonus'),
  /** Lower is drawn first. */
  priority: z.number().int().min(0).max(1_000).default(100),
  /** Absent or null: at once. */
  effectiveFrom: instantSchema.nullable().optional(),
  expiresAt: instantSchema.nullable().default(null),
  /** Absent: nothing rolls over. */
  rollover: rolloverSchema.optional(),
  reason: reasonSchema.nullable().default(null),
});
export type GrantRequest = z.input<typeof grantRequestSchema>;

/**
 * Available before + amount - sum of lapsed - repaid = balanceAfter; of a grant whose time has not come,
 * the amount is no part of it yet.
 */
export const grantResponseSchema = z.object({
  grantId: z.string(),
  accountId: z.string(),
  model: z.string(),
  amount: amountSchema,
  ...aftermathFields,
  balanceAfter: amountSchema,
  effectiveFrom: instantSchema,
  expiresAt: instantSchema.nullable(),
  rollover: rolloverSchema,
  position: positionSchema,
});
export type GrantResponse = z.infer<typeof grantResponseSchema>;

export const allocationRequestSchema = z.strictObject({ unlimited: z.boolean() });
export type AllocationRequest = z.infer<typeof allocationRequestSchema>;

/** What a command answers that has nothing more to say than where it stands in the log. */
export const acceptedSchema = z.object({ position: positionSchema });
export type Accepted = z.infer<typeof acceptedSchema>;

/** What became due and was recorded by this command: expiries, rollovers and holds that nobody closed. */
export const expirationsResponseSchema = z.object({
  expired: z.array(z.object({ grantId: z.string(), amount: amountSchema, position: positionSchema })),
  rolledOver: z.array(
    z.object({
      fromGrantId: z.string(),
      grantId: z.string(),
      amount: amountSchema,
      position: positionSchema,
    }),
  ),
  tookEffect: z.array(z.object({ grantId: z.string(), amount: amountSchema, position: positionSchema })),
  holdsExpired: z.array(z.object({ holdId: z.string(), position: positionSchema })),
  /** Of the last event that was recorded; null when nothing was due. */
  position: positionSchema.nullable(),
});
export type ExpirationsResponse = z.infer<typeof expirationsResponseSchema>;
