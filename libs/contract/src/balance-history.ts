import { z } from 'zod';
import { amountSchema, instantSchema, positionSchema } from './amounts.js';
import { allocationSchema } from './balance.js';

/** How far apart the points of a history are. Days, weeks and months begin by the clocks of a zone. */
export const BALANCE_STEPS = ['hour', 'day', 'week', 'month'] as const;
export type BalanceStep = (typeof BALANCE_STEPS)[number];

/** More than anybody can tell apart on a screen. */
export const BALANCE_POINTS_MAX = 400;

/** An event of the account, without what it says. */
export const eventPlaceSchema = z.object({
  revision: positionSchema,
  position: positionSchema,
  type: z.string(),
  /** When it counted from. What is due is recorded later than it happens. */
  happenedAt: instantSchema,
  recordedAt: instantSchema,
});
export type EventPlaceView = z.infer<typeof eventPlaceSchema>;

/** At every point granted = available + held + spent + expired + revoked. */
export const balancePointSchema = allocationSchema
  .pick({
    unlimited: true,
    granted: true,
    available: true,
    held: true,
    spent: true,
    expired: true,
    revoked: true,
    unlimitedSpent: true,
    overdrawn: true,
  })
  .extend({ at: instantSchema });
export type BalancePoint = z.infer<typeof balancePointSchema>;

export const balanceHistorySchema = z.object({
  accountId: z.string(),
  model: z.string(),
  step: z.enum(BALANCE_STEPS),
  /** IANA zone in which days, weeks and months begin. */
  zone: z.string(),
  /** The first moment asked for, every beginning of a step after it, and the last moment. */
  points: z.array(balancePointSchema),
});
export type BalanceHistory = z.infer<typeof balanceHistorySchema>;

export const pastAllocationSchema = allocationSchema.omit({ usedThisMonth: true }).extend({
  /** Why nothing could be spent of it then; null: something could. */
  freeze: z.object({ reason: z.string(), since: instantSchema }).nullable(),
});
export type PastAllocation = z.infer<typeof pastAllocationSchema>;

export const pastBalanceSchema = z.object({
  accountId: z.string(),
  at: instantSchema,
  /** The last event that is in it; null before the first. */
  event: eventPlaceSchema.nullable(),
  total: amountSchema,
  available: amountSchema,
  held: amountSchema,
  freeze: pastAllocationSchema.shape.freeze,
  allocations: z.array(pastAllocationSchema),
  /** The ends of the account's stream; null when it has no events. */
  stream: z.object({ first: eventPlaceSchema, last: eventPlaceSchema }).nullable(),
});
export type PastBalance = z.infer<typeof pastBalanceSchema>;
