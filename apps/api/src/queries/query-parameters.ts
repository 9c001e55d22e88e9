import {
  instantSchema,
  keySchema,
  operationIdSchema,
  positionSchema,
  unsignedAmountSchema,
  USAGE_PAGE_DEFAULT,
  USAGE_PAGE_MAX,
} from '#libs/contract';
import { z } from 'zod';

/** Present in every query: a client that reads its own write passes what the command answered. */
export const afterSchema = positionSchema
  .transform(BigInt)
  .optional()
  .describe('Log position: wait, a few seconds at most, until the answer includes it.');

export const zoneSchema = z
  .string()
  .refine(isZone, { message: 'must be the IANA name of a time zone, such as "Europe/Berlin"' })
  .default('UTC')
  .describe('IANA time zone in which days and months are cut.');

const filters = {
  model: keySchema.optional().describe('Only this model.'),
  feature: keySchema.optional().describe('Only this feature.'),
};

export const catalogParameters = z.strictObject({ after: afterSchema });
export type CatalogParameters = z.output<typeof catalogParameters>;

export const receiptParameters = z.strictObject({ after: afterSchema });
export type ReceiptParameters = z.output<typeof receiptParameters>;

export const balanceParameters = z.strictObject({ after: afterSchema, zone: zoneSchema });
export type BalanceParameters = z.output<typeof balanceParameters>;

export const usageParameters = z.strictObject({
  after: afterSchema,
  ...filters,
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(USAGE_PAGE_MAX)
    .default(USAGE_PAGE_DEFAULT)
    .describe('Entries of a page.'),
  operationId: operationIdSchema.optional().describe('Only the charge with this operation id.'),
  minTokens: unsignedAmountSchema.optional().describe('Only charges of so many tokens at least.'),
  maxTokens: unsignedAmountSchema.optional().describe('Only charges of so many tokens at most.'),
  from: instantSchema.optional().describe('Only what was consumed at or after this time.'),
  to: instantSchema.optional().describe('Only what was consumed before this time.'),
});
export type UsageParameters = z.output<typeof usageParameters>;

export const periodParameters = z.strictObject({
  after: afterSchema,
  zone: zoneSchema,
  ...filters,
  from: z.iso.date().describe('First day.'),
  to: z.iso.date().describe('Last day, included.'),
});
export type PeriodParameters = z.output<typeof periodParameters>;

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // an offset such as +02:00 knows nothing of daylight saving
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // Intl says in this way that it does not know the zone
  }
}
