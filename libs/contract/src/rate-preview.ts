import { z } from 'zod';
import { amountSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { priceFields } from './catalog.js';

/** What last month would have cost at another rate, asked before the rate is changed. */
export const ratePreviewRequestSchema = z.strictObject({
  ...priceFields,
  /** Absent: the month before the current one. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as "2026-01"')
    .optional(),
  /** IANA zone in which the month is cut. */
  zone: z.string().default('UTC'),
});
export type RatePreviewRequest = z.input<typeof ratePreviewRequestSchema>;

/** Charges as they came, before corrections. `cost` is what they came to, collected or not. */
const usageFields = { operations: z.number().int(), cost: amountSchema };

const comparedFields = {
  ...usageFields,
  units: amountSchema,
  /** Of those that the other rate charges exactly. */
  wouldHaveCost: amountSchema,
  /** wouldHaveCost - cost, over the same operations. */
  difference: amountSchema,
  /** The other rate would have needed more than six decimal places, and so would have refused them. */
  wouldBeRefused: z.object(usageFields),
};

export const ratePreviewSchema = z.object({
  feature: z.string(),
  unit: z.string(),
  /** First and last day. */
  from: z.iso.date(),
  to: z.iso.date(),
  zone: z.string(),
  items: z.array(z.object({ model: z.string(), name: z.string(), ...comparedFields })),
  total: z.object(comparedFields),
  /** Measured in other units than the one asked for: nobody can say what it would have cost. */
  inOtherUnits: z.object(usageFields),
  asOf: asOfSchema,
});
export type RatePreview = z.infer<typeof ratePreviewSchema>;
