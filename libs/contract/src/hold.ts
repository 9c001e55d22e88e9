import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema } from './amounts.js';
import {
  aftermathFields,
  chargeFields,
  drawSchema,
  ONE_QUANTITY,
  oneQuantity,
  pricedUnitsFields,
  quantityFields,
} from './consumption.js';

/** What happens when more was used than was held: named when the hold is made. */
export const overagePolicySchema = z.enum(['reject', 'cap', 'overdraft']);
export type OveragePolicy = z.infer<typeof overagePolicySchema>;

/** Seconds from now on; the server has a default, and a maximum. */
const ttlSeconds = z.number().int().positive().max(31_536_000).optional();

export const reserveRequestSchema = z
  .strictObject({
    model: keySchema,
    feature: keySchema,
    ...quantityFields,
    overagePolicy: overagePolicySchema.default('reject'),
    ttlSeconds,
  })
  .refine(oneQuantity, ONE_QUANTITY);
export type ReserveRequest = z.input<typeof reserveRequestSchema>;

/** tokens = units x rate x multiplier = sum of drawn; balanceBefore - tokens = balanceAfter. */
export const reservationSchema = z.object({
  /** The idempotency key of the reservation. */
  holdId: z.string(),
  accountId: z.string(),
  ...pricedUnitsFields,
  tokens: amountSchema,
  /** Set aside, by grant. */
  drawn: z.array(drawSchema),
  /** True: nothing is set aside, because the allocation is unlimited. */
  unlimited: z.boolean(),
  overagePolicy: overagePolicySchema,
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  reservedAt: instantSchema,
  expiresAt: instantSchema,
  position: positionSchema,
});
export type Reservation = z.infer<typeof reservationSchema>;

/** What was really used; zero units when nothing was delivered. */
export const settleRequestSchema = z.strictObject(quantityFields).refine(oneQuantity, ONE_QUANTITY);
export type SettleRequest = z.infer<typeof settleRequestSchema>;

export const settlementFiguresSchema = z.object({
  holdId: z.string(),
  /** What the hold had set aside. */
  held: amountSchema,
  /** What went back to the grants that it was set aside from. */
  returned: z.array(drawSchema),
  /** Used, but not charged: by the policy `cap` it could not be. */
  uncollected: amountSchema,
});

/**
 * The receipt of a settlement: units x rate x multiplier = tokens + uncollected;
 * tokens = sum of drawn + overdrawn;
 * balanceBefore + held - sum of drawn - sum of lapsed - repaid = balanceAfter.
 */
export const settlementSchema = z.object({
  ...chargeFields,
  ...settlementFiguresSchema.shape,
  ...aftermathFields,
  settledAt: instantSchema,
});
export type Settlement = z.infer<typeof settlementSchema>;

/** Available before + sum of returned - sum of lapsed - repaid = balanceAfter. */
export const releaseSchema = z.object({
  holdId: z.string(),
  accountId: z.string(),
  model: z.string(),
  returned: z.array(drawSchema),
  ...aftermathFields,
  balanceAfter: amountSchema,
  releasedAt: instantSchema,
  position: positionSchema,
});
export type Release = z.infer<typeof releaseSchema>;

export const extendRequestSchema = z.strictObject({ ttlSeconds });
export type ExtendRequest = z.infer<typeof extendRequestSchema>;

export const extensionSchema = z.object({
  holdId: z.string(),
  accountId: z.string(),
  model: z.string(),
  expiresAt: instantSchema,
  extendedAt: instantSchema,
  position: positionSchema,
});
export type Extension = z.infer<typeof extensionSchema>;
