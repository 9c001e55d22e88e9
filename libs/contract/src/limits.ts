import { z } from 'zod';
import { reasonSchema, unsignedAmountSchema } from './amounts.js';

/** How far below zero an allocation may be charged; zero: not at all. */
export const overdraftLimitRequestSchema = z.strictObject({ limit: unsignedAmountSchema });
export type OverdraftLimitRequest = z.infer<typeof overdraftLimitRequestSchema>;

const cap = unsignedAmountSchema.nullable().default(null);

/** All three at once: null, or absent, means no cap for that period. */
export const spendingCapsRequestSchema = z.strictObject({ day: cap, week: cap, month: cap });
export type SpendingCapsRequest = z.input<typeof spendingCapsRequestSchema>;

/** IANA name. Days, weeks and months of caps begin in it, from the next period on. */
export const timeZoneRequestSchema = z.strictObject({ timeZone: z.string().min(1).max(64) });
export type TimeZoneRequest = z.infer<typeof timeZoneRequestSchema>;

export const freezeRequestSchema = z.strictObject({ reason: reasonSchema });
export type FreezeRequest = z.infer<typeof freezeRequestSchema>;
