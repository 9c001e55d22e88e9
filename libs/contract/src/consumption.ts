import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, unsignedAmountSchema } from './amounts.js';

export const TEXT_LENGTH_MAX = 100_000;

/** Units as counted by the caller, or a text whose words or characters are counted here. */
export const consumeRequestSchema = z
  .strictObject({
    model: keySchema,
    feature: keySchema,
    units: unsignedAmountSchema.optional(),
    text: z.string().max(TEXT_LENGTH_MAX).optional(),
  })
  .refine((body) => (body.units === undefined) !== (body.text === undefined), {
    message: 'give either units or text',
  });
export type ConsumeRequest = z.infer<typeof consumeRequestSchema>;

export const drawSchema = z.object({ grantId: z.string(), tokens: amountSchema });

/** Can be re-added by hand: tokens = units x rate = sum of drawn; balanceBefore - tokens = balanceAfter. */
export const receiptSchema = z.object({
  operationId: z.string(),
  accountId: z.string(),
  model: z.string(),
  feature: z.string(),
  units: amountSchema,
  unit: z.string(),
  rate: amountSchema,
  rateRevision: z.number().int(),
  tokens: amountSchema,
  drawn: z.array(drawSchema),
  unlimited: z.boolean(),
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  consumedAt: instantSchema,
  /** Of the event in the log; pass it as `after` to read your own write. */
  position: positionSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;
