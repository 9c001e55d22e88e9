import type { BalanceAdjusted, ConsumptionReversed, TokensRevoked } from '#libs/ledger';
import { z } from 'zod';
import { decimal, displayText, draw, draws, instant, key } from './event-fields.schema.js';

export const consumptionReversedSchema: z.ZodType<ConsumptionReversed['data']> = z.object({
  operationId: key,
  reversedOperationId: key,
  model: key,
  feature: key,
  tokens: decimal,
  returned: draws,
  overdraftReduced: decimal,
  regranted: draw.nullable(),
  unlimited: z.boolean(),
  chargedAt: instant,
  reason: displayText,
  balanceAfter: decimal,
  reversedAt: instant,
});

export const balanceAdjustedSchema: z.ZodType<BalanceAdjusted['data']> = z.object({
  operationId: key,
  model: key,
  direction: z.enum(['up', 'down']),
  tokens: decimal,
  grantId: key.nullable(),
  drawn: draws,
  reason: displayText,
  balanceBefore: decimal,
  balanceAfter: decimal,
  adjustedAt: instant,
});

export const tokensRevokedSchema: z.ZodType<TokensRevoked['data']> = draw.extend({
  model: key,
  voided: z.boolean(),
  scheduled: z.boolean(),
  reason: displayText,
  balanceAfter: decimal,
  revokedAt: instant,
});
