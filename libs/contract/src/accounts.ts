import { z } from 'zod';
import { instantSchema, positionSchema } from './amounts.js';
import { asOfSchema } from './balance.js';

export const accountSummarySchema = z.object({
  accountId: z.string(),
  /** How many models it has, or had, tokens of. */
  allocations: z.number().int(),
});
export type AccountSummary = z.infer<typeof accountSummarySchema>;

export const accountPageSchema = z.object({
  /** In the order of their ids, byte by byte. */
  items: z.array(accountSummarySchema),
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: z.string().nullable(),
  asOf: asOfSchema,
});
export type AccountPage = z.infer<typeof accountPageSchema>;

/** An event as it stands in the log, data and metadata untouched: what an auditor verifies the hash over. */
export const accountEventSchema = z.object({
  revision: positionSchema,
  position: positionSchema,
  type: z.string(),
  recordedAt: instantSchema,
  data: z.record(z.string(), z.unknown()),
  metadata: z.record(z.string(), z.unknown()),
});
export type AccountEventView = z.infer<typeof accountEventSchema>;

export const accountEventsSchema = z.object({
  /** Newest first. */
  items: z.array(accountEventSchema),
  /** Pass as `before` for what is older; null when there is nothing. */
  nextBefore: positionSchema.nullable(),
});
export type AccountEvents = z.infer<typeof accountEventsSchema>;
