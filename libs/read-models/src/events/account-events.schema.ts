import type {
  AllocationMadeLimited,
  AllocationMadeUnlimited,
  TokensConsumed,
  TokensExpired,
  TokensGranted,
  TokensPurchased,
} from '#libs/ledger';
import { z } from 'zod';
import { decimal, displayText, instant, key, revision } from './event-fields.schema.js';

const priority = z.int32();

export const tokensGrantedSchema: z.ZodType<TokensGranted['data']> = z.object({
  grantId: key,
  model: key,
  amount: decimal,
  source: z.enum(['subscription', 'bonus', 'correction']),
  priority,
  expiresAt: instant.nullable(),
  reason: displayText.nullable(),
  grantedAt: instant,
  balanceAfter: decimal,
});

export const tokensPurchasedSchema: z.ZodType<TokensPurchased['data']> = z.object({
  purchaseId: key,
  packageName: displayText,
  items: z.array(
    z.object({
      grantId: key,
      model: key,
      amount: decimal,
      priority,
      expiresAt: instant.nullable(),
      balanceAfter: decimal,
    }),
  ),
  purchasedAt: instant,
});

export const tokensConsumedSchema: z.ZodType<TokensConsumed['data']> = z.object({
  operationId: key,
  model: key,
  feature: key,
  units: decimal,
  unit: key,
  rate: decimal,
  rateRevision: revision,
  tokens: decimal,
  drawn: z.array(z.object({ grantId: key, tokens: decimal })),
  unlimited: z.boolean(),
  balanceBefore: decimal,
  balanceAfter: decimal,
  consumedAt: instant,
});

export const tokensExpiredSchema: z.ZodType<TokensExpired['data']> = z.object({
  grantId: key,
  model: key,
  amount: decimal,
  expiredAt: instant,
  balanceAfter: decimal,
});

export const allocationMadeUnlimitedSchema: z.ZodType<AllocationMadeUnlimited['data']> = z.object({
  model: key,
  at: instant,
});

export const allocationMadeLimitedSchema: z.ZodType<AllocationMadeLimited['data']> =
  allocationMadeUnlimitedSchema;
