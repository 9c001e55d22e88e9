import type { HoldExpired, HoldExtended, HoldReleased, HoldSettled, TokensReserved } from '#libs/ledger';
import { z } from 'zod';
import { charge, decimal, draws, instant, key, pricedUnits } from './event-fields.schema.js';

export const tokensReservedSchema: z.ZodType<TokensReserved['data']> = pricedUnits.extend({
  holdId: key,
  tokens: decimal,
  drawn: draws,
  unlimited: z.boolean(),
  overagePolicy: z.enum(['reject', 'cap', 'overdraft']),
  balanceBefore: decimal,
  balanceAfter: decimal,
  reservedAt: instant,
  expiresAt: instant,
});

export const holdExtendedSchema: z.ZodType<HoldExtended['data']> = z.object({
  holdId: key,
  model: key,
  expiresAt: instant,
  extendedAt: instant,
});

export const holdSettledSchema: z.ZodType<HoldSettled['data']> = charge.extend({
  holdId: key,
  held: decimal,
  heldFrom: draws,
  returned: draws,
  uncollected: decimal,
  settledAt: instant,
});

const closedHold = z.object({ holdId: key, model: key, returned: draws, balanceAfter: decimal });

export const holdReleasedSchema: z.ZodType<HoldReleased['data']> = closedHold.extend({ releasedAt: instant });
export const holdExpiredSchema: z.ZodType<HoldExpired['data']> = closedHold.extend({ expiredAt: instant });
