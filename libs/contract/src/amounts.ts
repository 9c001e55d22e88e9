import { z } from 'zod';

/** Exact decimal string with at most 18 integer and 6 decimal digits, e.g. `252.5`. */
export const amountSchema = z
  .string()
  .regex(
    /^-?\d{1,18}(\.\d{1,6})?$/,
    'must be a decimal string with at most 6 decimal places, such as "252.5"',
  )
  .meta({ description: 'Exact decimal, at most 6 places', examples: ['252.5'] });

export const positiveAmountSchema = amountSchema.refine(
  (text) => !text.startsWith('-') && /[1-9]/.test(text),
  {
    message: 'must be greater than zero',
  },
);

export const unsignedAmountSchema = amountSchema.refine((text) => !text.startsWith('-'), {
  message: 'must not be negative',
});

const EARLIEST_MS = Date.parse('1970-01-01T00:00:00.000Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** ISO 8601. In UTC its year has four digits, as everything expects that keeps it: an offset may add one. */
export const instantSchema = z.iso.datetime({ offset: true }).refine(
  (text) => {
    const at = Date.parse(text);
    return at >= EARLIEST_MS && at <= LATEST_MS;
  },
  { message: 'must be in the years 1970 to 9999 in UTC' },
);

/** Opaque ids and keys that become part of stream names and URLs; the first character is no dot. */
export const keySchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/,
    'must be 1 to 128 letters, digits, dots, dashes, colons or underscores',
  );

/** Visible ASCII, but no dots alone: URLs leave `.` and `..` out, so nothing called so has a path. */
const pathSegment = (lengthMax: number) => new RegExp(`^(?!\\.{1,2}$)[\\x21-\\x7e]{1,${lengthMax}}$`);

/** What an idempotency key may be; holds and charges are known by it from then on. */
export const operationIdSchema = z
  .string()
  .regex(pathSegment(200), 'must be 1 to 200 visible ASCII characters, and neither "." nor ".."');

/** Grants of corrections and rollovers are named after what made them. */
export const grantIdSchema = z.string().regex(pathSegment(400), 'must be the id of a grant');

/** Why somebody did something that is not everyday business. */
export const reasonSchema = z.string().trim().min(1).max(500);

/** Place in the event log, as a decimal string: it outgrows a JSON number. */
export const positionSchema = z.string().regex(/^\d{1,19}$/, 'must be a log position');

/** Entries of a page, of every list that has pages. */
export const PAGE_MAX = 200;
export const PAGE_DEFAULT = 50;
