import { z } from 'zod';
import { amountSchema, instantSchema } from './amounts.js';
import { asOfSchema } from './balance.js';

/** A cap in its current period. A use of more than `available` tokens is refused, with these very figures. */
export const capRoomSchema = z.object({
  cap: amountSchema,
  /** Charged in the period, less what was reversed of it. */
  spent: amountSchema,
  /** What open holds may come to. */
  held: amountSchema,
  /** cap - spent - held; zero where a cap was set below what is used already. */
  available: amountSchema,
  /** When the next period begins. */
  resetsAt: instantSchema,
});
export type CapRoom = z.infer<typeof capRoomSchema>;

const capRoom = capRoomSchema.nullable();

const limitFields = {
  /** Null: no cap for that period. */
  caps: z.object({ day: capRoom, week: capRoom, month: capRoom }),
  /** Why nothing can be consumed or reserved; null: it can. */
  freeze: z.object({ reason: z.string(), since: instantSchema }).nullable(),
};

/** They hold beside those of the account: what is tighter counts. */
export const modelLimitsSchema = z.object({
  model: z.string(),
  name: z.string(),
  /** How far below zero the allocation may be charged. */
  overdraftLimit: amountSchema,
  overdrawn: amountSchema,
  ...limitFields,
});
export type ModelLimits = z.infer<typeof modelLimitsSchema>;

export const accountLimitsSchema = z.object({
  accountId: z.string(),
  /** IANA name. A period that has begun ends when it would have, also when the zone has changed since. */
  timeZone: z.string(),
  ...limitFields,
  models: z.array(modelLimitsSchema),
  asOf: asOfSchema,
});
export type AccountLimits = z.infer<typeof accountLimitsSchema>;
