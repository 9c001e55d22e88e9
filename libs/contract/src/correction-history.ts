import { z } from 'zod';
import { amountSchema, instantSchema, positionSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { drawSchema } from './consumption.js';

export const CORRECTION_KINDS = ['reversal', 'adjustment', 'revocation'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/**
 * tokens = sum of grants + overdraftReduced, unless the charge that was reversed was unlimited. Position and
 * balance are those of the correction's own event: what lapsed or was repaid in consequence is no part of it.
 */
export const correctionEntrySchema = z.object({
  kind: z.enum(CORRECTION_KINDS),
  /** Null, as the actor may be: other software wrote it, and did not say. */
  operationId: z.string().nullable(),
  accountId: z.string(),
  model: z.string(),
  modelName: z.string(),
  /** `up`: the tokens came in; `down`: they were taken away. */
  direction: z.enum(['up', 'down']),
  tokens: amountSchema,
  /** What each grant got, or gave. */
  grants: z.array(drawSchema),
  /** How much less is overdrawn by a reversal. */
  overdraftReduced: amountSchema,
  /** True: the charge that was reversed had been drawn from no grant. */
  unlimited: z.boolean(),
  balanceAfter: amountSchema,
  /** Of the consumption or settlement; null unless this is a reversal. */
  reversedOperationId: z.string().nullable(),
  feature: z.string().nullable(),
  featureName: z.string().nullable(),
  reason: z.string(),
  /** `user:<id>` or `service:<API key id>`. */
  actor: z.string().nullable(),
  correctedAt: instantSchema,
  position: positionSchema,
});
export type CorrectionEntry = z.infer<typeof correctionEntrySchema>;

export const correctionPageSchema = z.object({
  /** Newest first. */
  items: z.array(correctionEntrySchema),
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: z.string().nullable(),
  asOf: asOfSchema,
});
export type CorrectionPage = z.infer<typeof correctionPageSchema>;
