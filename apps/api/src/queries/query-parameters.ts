import {
  BALANCE_STEPS,
  CORRECTION_KINDS,
  purchaseStatusSchema,
  instantSchema,
  keySchema,
  operationIdSchema,
  positionSchema,
  unsignedAmountSchema,
  PAGE_DEFAULT,
  PAGE_MAX,
  USAGE_SPLITS,
} from '#libs/contract';
import { isTimeZone } from '#libs/ledger';
import { z } from 'zod';

/** Present in every query: a client that reads its own write passes what the command answered. */
export const afterSchema = positionSchema
  .transform(BigInt)
  .optional()
  .describe('Log position: wait, a few seconds at most, until the answer includes it.');

export const zoneSchema = z
  .string()
  .refine(isTimeZone, { message: 'must be the IANA name of a time zone, such as "Europe/Berlin"' })
  .default('UTC')
  .describe('IANA time zone in which days and months are cut.');

const cursorSchema = z.string().max(200).optional().describe('`nextCursor` of the page before.');
const limitSchema = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT);

const filters = {
  model: keySchema.optional().describe('Only this model.'),
  feature: keySchema.optional().describe('Only this feature.'),
};

/** Which charges are meant, in the history, in its export and in its sums. */
const chargeFilters = {
  ...filters,
  operationId: operationIdSchema.optional().describe('Only the charge with this operation id.'),
  minTokens: unsignedAmountSchema.optional().describe('Only charges of so many tokens at least.'),
  maxTokens: unsignedAmountSchema.optional().describe('Only charges of so many tokens at most.'),
  search: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'), { message: 'must be text' })
    .optional()
    .describe(
      'Only charges with this text in the operation id, or in the key or name of model or feature. Capitals do not count.',
    ),
};

/** For queries that have no other parameter. */
export const freshnessParameters = z.strictObject({ after: afterSchema });
export type FreshnessParameters = z.output<typeof freshnessParameters>;

export const packagesParameters = z.strictObject({
  after: afterSchema,
  state: z.enum(['on-sale', 'retired']).default('on-sale').describe('What is sold now, or was and is not.'),
});
export type PackagesParameters = z.output<typeof packagesParameters>;

export const featuresParameters = z.strictObject({
  after: afterSchema,
  state: z
    .enum(['in-force', 'to-come'])
    .default('in-force')
    .describe('Those with a rate in force now, or those whose first rate is still to come.'),
});
export type FeaturesParameters = z.output<typeof featuresParameters>;

export const rateHistoryParameters = z.strictObject({
  after: afterSchema,
  cursor: cursorSchema,
  limit: limitSchema.describe('Rates of a page.'),
});
export type RateHistoryParameters = z.output<typeof rateHistoryParameters>;

export const balanceParameters = z.strictObject({ after: afterSchema, zone: zoneSchema });
export type BalanceParameters = z.output<typeof balanceParameters>;

export const balanceHistoryParameters = z
  .strictObject({
    model: keySchema.describe('Of this model.'),
    zone: zoneSchema,
    step: z.enum(BALANCE_STEPS).default('day').describe('How far apart the points are; at most 400 of them.'),
    from: instantSchema.describe('The first moment.'),
    to: instantSchema.describe('The last moment.'),
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    message: 'must not be before `from`',
  });
export type BalanceHistoryParameters = z.output<typeof balanceHistoryParameters>;

export const pastBalanceParameters = z
  .strictObject({
    at: instantSchema.optional().describe('The moment.'),
    revision: positionSchema
      .transform(BigInt)
      .optional()
      .describe('Instead of a moment: the number of an event of the account, from 0.'),
  })
  .refine(({ at, revision }) => at === undefined || revision === undefined, {
    path: ['revision'],
    message: 'must not be given together with `at`',
  });
export type PastBalanceParameters = z.output<typeof pastBalanceParameters>;

export const usageParameters = z.strictObject({
  after: afterSchema,
  ...chargeFilters,
  cursor: cursorSchema,
  limit: limitSchema.describe('Entries of a page.'),
  from: instantSchema.optional().describe('Only what was consumed at or after this time.'),
  to: instantSchema.optional().describe('Only what was consumed before this time.'),
});
export type UsageParameters = z.output<typeof usageParameters>;

export const usageExportParameters = usageParameters
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(['csv', 'json']).default('csv').describe('How it is written.') });
export type UsageExportParameters = z.output<typeof usageExportParameters>;

export const correctionParameters = z.strictObject({
  after: afterSchema,
  kind: z.enum(CORRECTION_KINDS).optional().describe('Only corrections of this kind.'),
  model: filters.model,
  cursor: cursorSchema,
  limit: limitSchema.describe('Corrections of a page.'),
  from: instantSchema.optional().describe('Only what was corrected at or after this time.'),
  to: instantSchema.optional().describe('Only what was corrected before this time.'),
});
export type CorrectionParameters = z.output<typeof correctionParameters>;

export const purchaseParameters = z.strictObject({
  after: afterSchema,
  cursor: cursorSchema,
  limit: limitSchema.describe('Purchases of a page.'),
  status: purchaseStatusSchema.optional().describe('Only purchases of this status.'),
});
export type PurchaseParameters = z.output<typeof purchaseParameters>;

export const notificationParameters = z.strictObject({
  after: afterSchema,
  cursor: z.string().max(1_000).optional().describe('`nextCursor` of the page before.'),
  limit: limitSchema.describe('Notifications of a page.'),
  unread: z.enum(['true', 'false']).optional().describe('`true`: only what was not read.'),
});
export type NotificationParameters = z.output<typeof notificationParameters>;

export const accountParameters = z.strictObject({
  after: afterSchema,
  search: z.string().max(200).optional().describe('Only accounts whose id begins so.'),
  cursor: cursorSchema,
  limit: limitSchema.describe('Accounts of a page.'),
});
export type AccountParameters = z.output<typeof accountParameters>;

export const accountEventParameters = z.strictObject({
  before: positionSchema
    .transform(BigInt)
    .optional()
    .describe('Only events of a lower revision: `nextBefore` of the page before.'),
  limit: limitSchema.describe('Events of a page.'),
});
export type AccountEventParameters = z.output<typeof accountEventParameters>;

export const periodParameters = z.strictObject({
  after: afterSchema,
  zone: zoneSchema,
  ...chargeFilters,
  split: z.enum(USAGE_SPLITS).optional().describe('Into parts, by model or by feature.'),
  from: z.iso
    .date()
    .optional()
    .describe('First day. Without it: that of the first use that is found, as far back as fits.'),
  to: z.iso.date().describe('Last day, included.'),
  edges: z
    .enum(['whole', 'cut'])
    .default('whole')
    .describe('Whether the first and the last week or month are whole, or cut to the range.'),
});
export type PeriodParameters = z.output<typeof periodParameters>;
