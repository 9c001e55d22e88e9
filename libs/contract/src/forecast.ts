import { z } from 'zod';
import { amountSchema, instantSchema } from './amounts.js';
import { asOfSchema } from './balance.js';

/** Why there is no moment at which an allocation runs out. */
export const NO_END = ['unlimited', 'not-used', 'beyond-horizon'] as const;

export const allocationForecastSchema = z.object({
  model: z.string(),
  /** Left to spend now, holds set aside. */
  available: amountSchema,
  /** Mean use per day within the window; cut, not rounded, to six places: it is an estimate. */
  perDay: amountSchema,
  /** What the mean is of. It begins with the first use, where that is later. */
  windowFrom: instantSchema,
  /** Null: see `noEnd`. */
  runsOutAt: instantSchema.nullable(),
  noEnd: z.enum(NO_END).nullable(),
  /** Of what is there now or scheduled, what its expiry will take before it is used, at that pace. */
  willExpireUnused: amountSchema,
});
export type AllocationForecast = z.infer<typeof allocationForecastSchema>;

export const forecastSchema = z.object({
  accountId: z.string(),
  /** How far ahead the forecast looks. */
  horizon: instantSchema,
  allocations: z.array(allocationForecastSchema),
  asOf: asOfSchema,
});
export type Forecast = z.infer<typeof forecastSchema>;
