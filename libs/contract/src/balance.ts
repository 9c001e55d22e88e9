import { z } from 'zod';
import { amountSchema, instantSchema, positionSchema } from './amounts.js';

/** How fresh an answer is: the last event that is in it, and when the read model took it in. */
export const asOfSchema = z.object({ position: positionSchema, at: instantSchema });
export type AsOf = z.infer<typeof asOfSchema>;

export const grantViewSchema = z.object({
  grantId: z.string(),
  source: z.enum(['purchase', 'subscription', 'bonus', 'correction']),
  label: z.string().nullable(),
  amount: amountSchema,
  remaining: amountSchema,
  priority: z.number().int(),
  grantedAt: instantSchema,
  expiresAt: instantSchema.nullable(),
});
export type GrantView = z.infer<typeof grantViewSchema>;

/** granted = available + held + spent + expired + revoked, always. */
export const allocationSchema = z.object({
  model: z.string(),
  name: z.string(),
  engine: z.string(),
  unlimited: z.boolean(),
  granted: amountSchema,
  available: amountSchema,
  held: amountSchema,
  spent: amountSchema,
  expired: amountSchema,
  revoked: amountSchema,
  /** Consumed while unlimited; drawn from no grant. */
  unlimitedSpent: amountSchema,
  /** What the progress bar counts as full: the sum of the grants that are alive. */
  basis: amountSchema,
  usedThisMonth: amountSchema,
  /** Soonest expiry of a grant that still holds tokens. */
  expiresAt: instantSchema.nullable(),
  /** Alive grants, in drawing order. */
  grants: z.array(grantViewSchema),
});
export type Allocation = z.infer<typeof allocationSchema>;

export const balanceSchema = z.object({
  accountId: z.string(),
  /** available + held. */
  total: amountSchema,
  available: amountSchema,
  held: amountSchema,
  usedThisMonth: amountSchema,
  activeAllocations: z.number().int(),
  allocations: z.array(allocationSchema),
  /** IANA zone in which "this month" was cut. */
  zone: z.string(),
  asOf: asOfSchema,
});
export type Balance = z.infer<typeof balanceSchema>;
