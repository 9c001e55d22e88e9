import type {
  BalanceThresholdCrossed,
  BalanceThresholdRecovered,
  OverdraftLimitSet,
  OverdraftRepaid,
  SpendingCapsSet,
  SpendingFrozen,
  SpendingUnfrozen,
  TimeZoneSet,
} from '#libs/ledger';
import { z } from 'zod';
import { decimal, displayText, draws, instant, key, timeZone } from './event-fields.schema.js';

export const overdraftLimitSetSchema: z.ZodType<OverdraftLimitSet['data']> = z.object({
  model: key,
  limit: decimal,
  setAt: instant,
});

export const overdraftRepaidSchema: z.ZodType<OverdraftRepaid['data']> = z.object({
  model: key,
  tokens: decimal,
  drawn: draws,
  balanceAfter: decimal,
  repaidAt: instant,
});

const cap = decimal.nullable();

export const spendingCapsSetSchema: z.ZodType<SpendingCapsSet['data']> = z.object({
  model: key.nullable(),
  day: cap,
  week: cap,
  month: cap,
  setAt: instant,
});

/** Where Node.js knows of no such zone, it cannot be told when a day of the account begins. */

export const timeZoneSetSchema: z.ZodType<TimeZoneSet['data']> = z.object({ timeZone, setAt: instant });

const freeze = z.object({ model: key.nullable(), reason: displayText });

export const spendingFrozenSchema: z.ZodType<SpendingFrozen['data']> = freeze.extend({ frozenAt: instant });
export const spendingUnfrozenSchema: z.ZodType<SpendingUnfrozen['data']> = freeze.extend({
  unfrozenAt: instant,
});

const threshold = z.object({
  model: key,
  threshold: z.enum(['warning', 'critical', 'depleted']),
  remaining: decimal,
  basis: decimal,
  at: instant,
});

export const balanceThresholdCrossedSchema: z.ZodType<BalanceThresholdCrossed['data']> = threshold;
export const balanceThresholdRecoveredSchema: z.ZodType<BalanceThresholdRecovered['data']> = threshold;
