import { z } from 'zod';
import { keySchema, operationIdSchema } from './amounts.js';
import { ONE_QUANTITY, oneQuantity, quantityFields, receiptSchema } from './consumption.js';
import { problemSchema } from './problem.js';

export const BATCH_ITEMS_MAX = 1_000;

/** A consumption with all that a single one says in path and header. */
export const batchItemSchema = z
  .strictObject({
    accountId: keySchema,
    idempotencyKey: operationIdSchema,
    model: keySchema,
    feature: keySchema,
    ...quantityFields,
  })
  .refine(oneQuantity, ONE_QUANTITY);
export type BatchItem = z.infer<typeof batchItemSchema>;

/** Items are validated one by one, so that one that is malformed spoils no other. */
export const batchRequestSchema = z.strictObject({
  items: z.array(z.unknown()).min(1).max(BATCH_ITEMS_MAX),
});

/** What callers send. */
export interface BatchRequest {
  readonly items: readonly BatchItem[];
}

/** As the consumption alone would have been answered. */
export const batchItemAnswerSchema = z.union([
  z.object({ status: z.literal(201), replayed: z.boolean(), receipt: receiptSchema }),
  z.object({ status: z.number().int().min(400), replayed: z.literal(false), problem: problemSchema }),
]);
export type BatchItemAnswer = z.infer<typeof batchItemAnswerSchema>;

/** One answer for every item, in the order of the items. */
export const batchResponseSchema = z.object({ items: z.array(batchItemAnswerSchema) });
export type BatchResponse = z.infer<typeof batchResponseSchema>;
