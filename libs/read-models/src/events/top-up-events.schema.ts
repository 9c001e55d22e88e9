import type { TopUpEvent } from '#libs/ledger';
import { z } from 'zod';
import { decimal, displayText, instant, key, money, savedMethod, units } from './event-fields.schema.js';
import type { Schemas } from './schemas.js';

export const topUpSchemas: Schemas<TopUpEvent> = {
  TopUpConfigured: z.object({
    accountId: key,
    enabled: z.boolean(),
    model: key,
    threshold: decimal,
    packageId: key,
    units,
    monthlyCap: money,
    cooldownMinutes: z.int32().nonnegative(),
    configuredAt: instant,
  }),
  TopUpMethodSaved: savedMethod.extend({ accountId: key, savedAt: instant }),
  TopUpBegun: z.object({
    purchaseId: key,
    model: key,
    packageId: key,
    units,
    price: money,
    month: z.string().regex(/^\d{4}-\d{2}$/),
    available: decimal,
    threshold: decimal,
    method: savedMethod,
    begunAt: instant,
  }),
  TopUpEnded: z.object({
    purchaseId: key,
    outcome: z.enum(['completed', 'failed', 'expired']),
    endedAt: instant,
  }),
  TopUpPaused: z.object({ reason: displayText, failures: z.int32().positive(), pausedAt: instant }),
};
