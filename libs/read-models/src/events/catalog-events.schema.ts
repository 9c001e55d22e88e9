import type { ModelDefined, RateChanged } from '#libs/ledger';
import { z } from 'zod';
import { decimal, displayText, instant, key } from './event-fields.schema.js';

export const rateChangedSchema: z.ZodType<RateChanged['data']> = z.object({
  feature: key,
  name: displayText,
  engine: key.nullable(),
  icon: key.nullable(),
  unit: key,
  tokensPerUnit: decimal,
  multipliers: z.record(key, decimal),
  effectiveFrom: instant,
  changedAt: instant,
});

export const modelDefinedSchema: z.ZodType<ModelDefined['data']> = z.object({
  model: key,
  name: displayText,
  engine: key,
  icon: key.nullable(),
  definedAt: instant,
});
