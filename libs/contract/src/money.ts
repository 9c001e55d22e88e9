import { z } from 'zod';

/** Exact: whole minor units (cents) as a string, with the currency, e.g. `{ minorUnits: '1999', currency: 'USD' }`. */
export const moneySchema = z.strictObject({
  minorUnits: z.string().regex(/^\d{1,12}$/, 'must be whole minor units, such as "1999"'),
  currency: z.enum(['USD']),
});
export type Money = z.infer<typeof moneySchema>;
