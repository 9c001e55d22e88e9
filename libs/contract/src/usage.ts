import { z } from 'zod';
import { amountSchema, instantSchema, positionSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { receiptSchema } from './consumption.js';
import { settlementFiguresSchema } from './hold.js';

/**
 * A receipt as the history shows it, with the names for the screen. Position and balances are those of the
 * charge's own event: what lapsed or was repaid in consequence is no part of it.
 */
export const usageEntrySchema = receiptSchema.extend({
  modelName: z.string(),
  featureName: z.string(),
  /** When the charge settled a hold: tokens + uncollected = units x rate x multiplier. */
  settlement: settlementFiguresSchema.optional(),
  /** Taken back by corrections since. */
  reversed: amountSchema,
});
export type UsageEntry = z.infer<typeof usageEntrySchema>;

export const usagePageSchema = z.object({
  /** Newest first. */
  items: z.array(usageEntrySchema),
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: z.string().nullable(),
  asOf: asOfSchema,
});
export type UsagePage = z.infer<typeof usagePageSchema>;

const usedFields = { tokens: amountSchema, operations: z.number().int() };

/** What one model, or one feature, has of the usage. */
const usagePartSchema = z.object({ key: z.string(), name: z.string(), ...usedFields });

/** Parts are there when they were asked for, the largest first; they add up to the whole. */
const usageSumFields = { ...usedFields, parts: z.array(usagePartSchema).optional() };

export const USAGE_SPLITS = ['model', 'feature'] as const;
export type UsageSplit = (typeof USAGE_SPLITS)[number];

export const usagePeriodSchema = z.object({
  /** First day of the period in the zone asked for: `2026-01-03`, or `2026-01-01` for a month. */
  start: z.iso.date(),
  ...usageSumFields,
});

/** Usage by day, week or month; periods without usage are listed with 0. */
export const usageByPeriodSchema = z.object({
  zone: z.string(),
  periods: z.array(usagePeriodSchema),
  /** Of all periods. */
  total: z.object(usageSumFields),
  /** Usage before the first period fits the filter too: there are too many periods. */
  hasEarlier: z.boolean(),
  asOf: asOfSchema,
});
export type UsageByPeriod = z.infer<typeof usageByPeriodSchema>;

/** Server-sent event `projected`: the read models of the account now include this position. */
export const projectedMessageSchema = z.object({ position: positionSchema, at: instantSchema });
export type ProjectedMessage = z.infer<typeof projectedMessageSchema>;
