import { isTimeZone, parseAmount } from '#libs/ledger';
import { z } from 'zod';

/** Ids and keys. Postgres keeps no text with a NUL in it. */
export const key = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'), 'must not contain NUL');

/** Free text somebody typed: a NUL in it must not stop the projection. */
export const displayText = z.string().transform((text) => text.replaceAll('\0', '\uFFFD'));

export const decimal = z
  .string()
  .refine((text) => parseAmount(text) !== null, 'must be a token amount')
  .meta({ pattern: '^-?\\d{1,18}(\\.\\d{1,6})?$', description: 'Exact decimal, at most 6 places.' });

export const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a time in ISO 8601')
  .meta({ format: 'date-time' });

export const timeZone = key.refine(isTimeZone, 'must be the IANA name of a time zone');

export const money = z.object({ minorUnits: z.string().regex(/^\d{1,12}$/), currency: z.enum(['USD']) });

/** As the payment provider names it. */
export const savedMethod = z.object({ customer: key, method: key });

export const units = z.int32().positive();

export const revision = z.int32().nonnegative();

export const draw = z.object({ grantId: key, tokens: decimal });
export const draws = z.array(draw);

export const pricedUnits = z.object({
  model: key,
  feature: key,
  units: decimal,
  unit: key,
  rate: decimal,
  multiplier: decimal,
  rateRevision: revision,
});

export const charge = pricedUnits.extend({
  operationId: key,
  tokens: decimal,
  drawn: draws,
  overdrawn: decimal,
  unlimited: z.boolean(),
  balanceBefore: decimal,
  balanceAfter: decimal,
});
