import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, positiveAmountSchema } from './amounts.js';

export const grantRequestSchema = z.strictObject({
  model: keySchema,
  amount: positiveAmountSchema,
  source: z.enum(['subscription', 'bonus', 'correction']).default('bonus'),
  /** Lower is drawn first. */
  priority: z.number().int().min(0).max(1_000).default(100),
  expiresAt: instantSchema.nullable().default(null),
  reason: z.string().trim().min(1).max(500).nullable().default(null),
});
export type GrantRequest = z.input<typeof grantRequestSchema>;

export const grantResponseSchema = z.object({
  grantId: z.string(),
  accountId: z.string(),
  model: z.string(),
  amount: amountSchema,
  balanceAfter: amountSchema,
  expiresAt: instantSchema.nullable(),
  position: positionSchema,
});
export type GrantResponse = z.infer<typeof grantResponseSchema>;

export const allocationRequestSchema = z.strictObject({ unlimited: z.boolean() });
export type AllocationRequest = z.infer<typeof allocationRequestSchema>;

/** What a command answers that has nothing more to say than where it stands in the log. */
export const acceptedSchema = z.object({ position: positionSchema });
export type Accepted = z.infer<typeof acceptedSchema>;

/** The grants whose expiry was recorded by this command. */
export const expirationsResponseSchema = z.object({
  expired: z.array(z.object({ grantId: z.string(), amount: amountSchema, position: positionSchema })),
});
export type ExpirationsResponse = z.infer<typeof expirationsResponseSchema>;
