import type {
  AllocationMadeLimited,
  AllocationMadeUnlimited,
  GrantTookEffect,
  TokensConsumed,
  TokensExpired,
  TokensGranted,
  TokensPurchased,
  TokensRolledOver,
} from '#libs/ledger';
import { z } from 'zod';
import { charge, decimal, displayText, draw, instant, key } from './event-fields.schema.js';

const priority = z.int32();
const source = z.enum(['purchase', 'subscription', 'bonus', 'correction']);

const rollover = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('none') }),
  z.object({ rule: z.literal('capped'), cap: decimal, until: instant }),
  z.object({ rule: z.literal('all'), until: instant }),
]);

const enteredGrant = z.object({
  grantId: key,
  model: key,
  amount: decimal,
  priority,
  effectiveFrom: instant,
  expiresAt: instant.nullable(),
  rollover,
  balanceAfter: decimal,
});

export const tokensGrantedSchema: z.ZodType<TokensGranted['data']> = enteredGrant.extend({
  source: source.exclude(['purchase']),
  reason: displayText.nullable(),
  grantedAt: instant,
});

export const tokensPurchasedSchema: z.ZodType<TokensPurchased['data']> = z.object({
  purchaseId: key,
  packageName: displayText,
  items: z.array(enteredGrant),
  purchasedAt: instant,
});

export const grantTookEffectSchema: z.ZodType<GrantTookEffect['data']> = z.object({
  grantId: key,
  model: key,
  amount: decimal,
  effectiveAt: instant,
  balanceAfter: decimal,
});

export const tokensConsumedSchema: z.ZodType<TokensConsumed['data']> = charge.extend({ consumedAt: instant });

export const tokensExpiredSchema: z.ZodType<TokensExpired['data']> = draw.extend({
  model: key,
  expiredAt: instant,
  balanceAfter: decimal,
});

export const tokensRolledOverSchema: z.ZodType<TokensRolledOver['data']> = z.object({
  fromGrantId: key,
  grantId: key,
  model: key,
  source,
  priority,
  tokens: decimal,
  rolledOverAt: instant,
  expiresAt: instant,
  balanceAfter: decimal,
});

export const allocationMadeUnlimitedSchema: z.ZodType<AllocationMadeUnlimited['data']> = z.object({
  model: key,
  at: instant,
});

export const allocationMadeLimitedSchema: z.ZodType<AllocationMadeLimited['data']> =
  allocationMadeUnlimitedSchema;
