import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, positiveAmountSchema } from './amounts.js';

/** Models that one rate may name. */
export const MULTIPLIERS_MAX = 200;

const displayName = z.string().trim().min(1).max(120);

/** Screens draw the icon that they know by this name, and initials where they know none. */
const iconSchema = keySchema;

/** What a model costs more, or less, than the rate says, by model; one that is not named pays the rate as it is. */
export const multipliersSchema = z
  .record(keySchema, positiveAmountSchema)
  .refine((multipliers) => Object.keys(multipliers).length <= MULTIPLIERS_MAX, {
    message: `must name at most ${MULTIPLIERS_MAX} models`,
  });

/** What of a rate decides how much is charged. */
export const priceFields = {
  /** `word`, `character`, `token`, `request`, `second`, `image` or another named unit. */
  unit: keySchema,
  tokensPerUnit: positiveAmountSchema,
  multipliers: multipliersSchema.optional(),
};

/**
 * A retry is recognized by what was sent. So what was added to a command since its first version is
 * optional, without a default that would make an old request another one.
 */
export const changeRateRequestSchema = z.strictObject({
  name: displayName,
  engine: keySchema.optional(),
  icon: iconSchema.optional(),
  ...priceFields,
  /** Absent: from now on. */
  effectiveFrom: instantSchema.optional(),
});
export type ChangeRateRequest = z.infer<typeof changeRateRequestSchema>;

export const rateSchema = z.object({
  feature: z.string(),
  name: z.string(),
  engine: z.string().nullable(),
  icon: z.string().nullable(),
  unit: z.string(),
  tokensPerUnit: amountSchema,
  multipliers: z.record(z.string(), amountSchema),
  effectiveFrom: instantSchema,
  revision: z.number().int(),
});
export type Rate = z.infer<typeof rateSchema>;

export const changeRateResponseSchema = rateSchema.extend({ position: positionSchema });
export type ChangeRateResponse = z.infer<typeof changeRateResponseSchema>;

/** The rate in force now, or else the first that will be. */
export const featuresSchema = z.object({ items: z.array(rateSchema) });
export type Features = z.infer<typeof featuresSchema>;

/** A rate with when it is, was or will be in force. */
export const pastRateSchema = rateSchema.extend({
  changedAt: instantSchema,
  /** `replaced`: another for the same instant was decided later, so that it never was, or will be, in force. */
  state: z.enum(['scheduled', 'in-force', 'ended', 'replaced']),
  /** When another takes its place; null when none will, as far as is known. */
  effectiveTo: instantSchema.nullable(),
});
export type PastRate = z.infer<typeof pastRateSchema>;

export const rateHistorySchema = z.object({
  /** The latest to take effect first. */
  items: z.array(pastRateSchema),
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: z.string().nullable(),
});
export type RateHistory = z.infer<typeof rateHistorySchema>;

export const defineModelRequestSchema = z.strictObject({
  name: displayName,
  engine: keySchema,
  icon: iconSchema.optional(),
});
export type DefineModelRequest = z.infer<typeof defineModelRequestSchema>;

export const modelSchema = z.object({
  model: z.string(),
  name: z.string(),
  engine: z.string(),
  icon: z.string().nullable(),
});
export type Model = z.infer<typeof modelSchema>;

export const modelsSchema = z.object({ items: z.array(modelSchema) });
export type Models = z.infer<typeof modelsSchema>;
