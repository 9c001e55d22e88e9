import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, positiveAmountSchema } from './amounts.js';

const displayName = z.string().trim().min(1).max(120);

export const changeRateRequestSchema = z.strictObject({
  name: displayName,
  /** `word`, `character`, `token`, `request`, `second`, `image` or another named unit. */
  unit: keySchema,
  tokensPerUnit: positiveAmountSchema,
  /** Absent: from now on. */
  effectiveFrom: instantSchema.optional(),
});
export type ChangeRateRequest = z.infer<typeof changeRateRequestSchema>;

export const rateSchema = z.object({
  feature: z.string(),
  name: z.string(),
  unit: z.string(),
  tokensPerUnit: amountSchema,
  effectiveFrom: instantSchema,
  revision: z.number().int(),
});
export type Rate = z.infer<typeof rateSchema>;

export const changeRateResponseSchema = rateSchema.extend({ position: positionSchema });
export type ChangeRateResponse = z.infer<typeof changeRateResponseSchema>;

/** The rate in force now; features whose first rate lies in the future are not listed. */
export const featuresSchema = z.object({ items: z.array(rateSchema) });
export type Features = z.infer<typeof featuresSchema>;

export const defineModelRequestSchema = z.strictObject({ name: displayName, engine: keySchema });
export type DefineModelRequest = z.infer<typeof defineModelRequestSchema>;

export const modelSchema = z.object({ model: z.string(), name: z.string(), engine: z.string() });
export type Model = z.infer<typeof modelSchema>;

export const modelsSchema = z.object({ items: z.array(modelSchema) });
export type Models = z.infer<typeof modelsSchema>;
