import { z } from 'zod';
import { amountSchema, instantSchema, positionSchema } from './amounts.js';
import { rolloverSchema } from './grant.js';
import { overagePolicySchema } from './hold.js';

/** How fresh an answer is: the last event that is in it, and when the read model took it in. */
export const asOfSchema = z.object({ position: positionSchema, at: instantSchema });
export type AsOf = z.infer<typeof asOfSchema>;

/** Tokens set aside for a use that is not settled yet. */
export const holdViewSchema = z.object({
  holdId: z.string(),
  feature: z.string(),
  tokens: amountSchema,
  unlimited: z.boolean(),
  overagePolicy: overagePolicySchema,
  reservedAt: instantSchema,
  expiresAt: instantSchema,
});
export type HoldView = z.infer<typeof holdViewSchema>;

export const grantViewSchema = z.object({
  grantId: z.string(),
  source: z.enum(['purchase', 'subscription', 'bonus', 'correction']),
  label: z.string().nullable(),
  amount: amountSchema,
  remaining: amountSchema,
  priority: z.number().int(),
  grantedAt: instantSchema,
  effectiveFrom: instantSchema,
  expiresAt: instantSchema.nullable(),
  rollover: rolloverSchema,
});
export type GrantView = z.infer<typeof grantViewSchema>;

/** granted = available + held + spent + expired + revoked, always. */
export const allocationSchema = z.object({
  model: z.string(),
  name: z.string(),
  engine: z.string(),
  /** Drawn by screens; null: they show initials. */
  icon: z.string().nullable(),
  unlimited: z.boolean(),
  granted: amountSchema,
  available: amountSchema,
  held: amountSchema,
  spent: amountSchema,
  expired: amountSchema,
  revoked: amountSchema,
  /** Consumed while unlimited; drawn from no grant. */
  unlimitedSpent: amountSchema,
  /** Charged beyond what was available: shown beside the equation. */
  overdrawn: amountSchema,
  overdraftLimit: amountSchema,
  /** What the progress bar counts as full: the sum of the grants that are alive. */
  basis: amountSchema,
  /** How low the balance is, as was last told of it: 10 %, 5 % or nothing is left of the latest credit; null: none of these. */
  alert: z.enum(['warning', 'critical', 'depleted']).nullable(),
  /** What the latest credit left to spend, of which the alerts are parts; null: nothing was ever credited. */
  alertBasis: amountSchema.nullable(),
  usedThisMonth: amountSchema,
  /** Soonest expiry of a grant that still holds tokens. */
  expiresAt: instantSchema.nullable(),
  /** Alive grants, in drawing order. */
  grants: z.array(grantViewSchema),
  /** Grants whose time has not come: no part of the balance yet. */
  scheduled: z.array(grantViewSchema),
  /** Open holds. */
  holds: z.array(holdViewSchema),
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
