import { z } from 'zod';
import {
  amountSchema,
  instantSchema,
  keySchema,
  positionSchema,
  positiveAmountSchema,
  reasonSchema,
} from './amounts.js';
import { aftermathFields, drawSchema } from './consumption.js';

export const reverseRequestSchema = z.strictObject({
  /** Null: all that is left of the charge. */
  amount: positiveAmountSchema.nullable().default(null),
  reason: reasonSchema,
  /** What becomes of tokens whose grant expired or was revoked: they lapse, or a new grant gives them back. */
  lapsed: z.enum(['lapse', 'regrant']).default('lapse'),
});
export type ReverseRequest = z.input<typeof reverseRequestSchema>;

/**
 * tokens = sum of returned + overdraftReduced + tokens of `regranted`, unless the charge was unlimited;
 * available before + sum of returned + tokens of `regranted` - sum of lapsed - repaid = balanceAfter.
 */
export const reversalSchema = z.object({
  operationId: z.string(),
  accountId: z.string(),
  /** Of the consumption or settlement. */
  reversedOperationId: z.string(),
  model: z.string(),
  feature: z.string(),
  tokens: amountSchema,
  returned: z.array(drawSchema),
  overdraftReduced: amountSchema,
  regranted: drawSchema.nullable(),
  ...aftermathFields,
  unlimited: z.boolean(),
  chargedAt: instantSchema,
  reason: z.string(),
  balanceAfter: amountSchema,
  reversedAt: instantSchema,
  position: positionSchema,
});
export type Reversal = z.infer<typeof reversalSchema>;

export const adjustRequestSchema = z.strictObject({
  model: keySchema,
  direction: z.enum(['up', 'down']),
  tokens: positiveAmountSchema,
  reason: reasonSchema,
});
export type AdjustRequest = z.infer<typeof adjustRequestSchema>;

/**
 * Up: balanceBefore + tokens - sum of lapsed - repaid = balanceAfter.
 * Down: balanceBefore - tokens = balanceAfter, and tokens = sum of drawn.
 */
export const adjustmentSchema = z.object({
  operationId: z.string(),
  accountId: z.string(),
  model: z.string(),
  direction: z.enum(['up', 'down']),
  tokens: amountSchema,
  /** The new grant of an adjustment up. */
  grantId: z.string().nullable(),
  /** Taken away by an adjustment down. */
  drawn: z.array(drawSchema),
  ...aftermathFields,
  reason: z.string(),
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  adjustedAt: instantSchema,
  position: positionSchema,
});
export type Adjustment = z.infer<typeof adjustmentSchema>;

export const revokeRequestSchema = z.strictObject({
  reason: reasonSchema,
  /** Voids: refused once anything of the grant was used. */
  onlyIfUnspent: z.boolean().default(false),
  /** Purchases are not refundable, unless this says so. */
  evenIfPaid: z.boolean().default(false),
});
export type RevokeRequest = z.input<typeof revokeRequestSchema>;

export const revocationSchema = z.object({
  grantId: z.string(),
  accountId: z.string(),
  model: z.string(),
  tokens: amountSchema,
  /** True when nothing of the grant had been spent. */
  voided: z.boolean(),
  reason: z.string(),
  balanceAfter: amountSchema,
  revokedAt: instantSchema,
  position: positionSchema,
});
export type Revocation = z.infer<typeof revocationSchema>;
