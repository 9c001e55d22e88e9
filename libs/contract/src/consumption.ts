import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema, unsignedAmountSchema } from './amounts.js';

export const TEXT_LENGTH_MAX = 100_000;

/** How much was used: units as counted by the caller, or a text whose words or characters are counted here. */
export const quantityFields = {
  units: unsignedAmountSchema.optional(),
  text: z.string().max(TEXT_LENGTH_MAX).optional(),
};

export interface QuantityFields {
  readonly units?: string | undefined;
  readonly text?: string | undefined;
}

/** One of the two, never both. */
export const oneQuantity = ({ units, text }: QuantityFields) =>
  (units === undefined) !== (text === undefined);
export const ONE_QUANTITY = { message: 'give either units or text' };

export const consumeRequestSchema = z
  .strictObject({ model: keySchema, feature: keySchema, ...quantityFields })
  .refine(oneQuantity, ONE_QUANTITY);
export type ConsumeRequest = z.infer<typeof consumeRequestSchema>;

export const drawSchema = z.object({ grantId: z.string(), tokens: amountSchema });
export type Draw = z.infer<typeof drawSchema>;

/** What followed at once from tokens that came back or were credited, in the same append. */
export const aftermathFields = {
  /** Came back to grants that are over, and expired or were revoked again. */
  lapsed: z.array(drawSchema),
  /** Went to what was overdrawn. */
  repaid: amountSchema,
};
export type Aftermath = z.infer<z.ZodObject<typeof aftermathFields>>;

/** By which rate tokens were reckoned: units x rate x multiplier, exact. */
export const pricedUnitsFields = {
  model: z.string(),
  feature: z.string(),
  units: amountSchema,
  unit: z.string(),
  rate: amountSchema,
  /** Of the model; `1` when the rate names none. */
  multiplier: amountSchema,
  rateRevision: z.number().int(),
};

/** What receipts of consumptions and of settlements have in common. */
export const chargeFields = {
  operationId: z.string(),
  accountId: z.string(),
  ...pricedUnitsFields,
  tokens: amountSchema,
  drawn: z.array(drawSchema),
  /** Charged beyond what was available, within the overdraft limit. */
  overdrawn: amountSchema,
  /** True: nothing was drawn, because the allocation is unlimited. */
  unlimited: z.boolean(),
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  /** Of the last event that the operation recorded; pass it as `after` to read your own write. */
  position: positionSchema,
};

/**
 * Can be re-added by hand: tokens = units x rate x multiplier = sum of drawn + overdrawn;
 * balanceBefore - sum of drawn = balanceAfter.
 */
export const receiptSchema = z.object({ ...chargeFields, consumedAt: instantSchema });
export type Receipt = z.infer<typeof receiptSchema>;
