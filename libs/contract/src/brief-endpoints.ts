import { z } from 'zod';

/** The two endpoints of the customer's brief answer JSON numbers, as it shows. */
export const briefBalanceSchema = z.object({
  success: z.literal(true),
  data: z.record(
    z.string(),
    z.object({ credit: z.number(), isUnlimited: z.boolean(), entity_key: z.string(), engine: z.string() }),
  ),
});
export type BriefBalance = z.infer<typeof briefBalanceSchema>;

export const briefFeatureRateSchema = z.object({
  success: z.literal(true),
  data: z.object({
    feature_key: z.string(),
    feature_name: z.string(),
    tokens_per_unit: z.number(),
    token_type: z.string(),
  }),
});
export type BriefFeatureRate = z.infer<typeof briefFeatureRateSchema>;
