import { z } from 'zod';
import { amountSchema, instantSchema, keySchema, positionSchema } from './amounts.js';
import { asOfSchema } from './balance.js';
import { moneySchema } from './money.js';

export const purchaseRequestSchema = z.strictObject({
  packageId: keySchema,
  /** That the buyer saw. Another one may cost otherwise, so it is refused. */
  packageVersion: z.number().int().min(0),
  /** Of a package of tokens; 1 for every other. */
  units: z.number().int().min(1).default(1),
});
export type PurchaseRequest = z.input<typeof purchaseRequestSchema>;

/** Where to pay. The browser goes there, and comes back to the page of the purchase. */
export const checkoutSchema = z.object({
  purchaseId: z.string(),
  checkoutUrl: z.string(),
  payableUntil: instantSchema,
  price: moneySchema,
  position: positionSchema,
});
export type Checkout = z.infer<typeof checkoutSchema>;

/** Paid but not yet credited is still pending: see `paidAt`. */
export const PURCHASE_STATUSES = ['pending', 'completed', 'failed', 'expired'] as const;
export const purchaseStatusSchema = z.enum(PURCHASE_STATUSES);
export type PurchaseStatus = z.infer<typeof purchaseStatusSchema>;

export const purchaseSchema = z.object({
  purchaseId: z.string(),
  accountId: z.string(),
  packageId: z.string(),
  packageVersion: z.number().int(),
  packageName: z.string(),
  kind: z.enum(['tokens', 'bundle', 'plan']),
  units: z.number().int(),
  /** Each model once. */
  items: z.array(z.object({ model: z.string(), modelName: z.string(), tokens: amountSchema })),
  price: moneySchema,
  origin: z.enum(['checkout', 'top-up', 'subscription']),
  subscriptionId: z.string().nullable(),
  status: purchaseStatusSchema,
  startedAt: instantSchema,
  /** Null: not paid (yet). */
  paidAt: instantSchema.nullable(),
  /** When money came a second time, by another payment: somebody has to give it back. Null: it did not. */
  paidAgainAt: instantSchema.nullable(),
  /** When it became completed, failed or expired; null while it is pending. */
  endedAt: instantSchema.nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Where it can be paid for; null when it cannot be any more, or needs no page. */
  checkoutUrl: z.string().nullable(),
  paymentReference: z.string().nullable(),
});
export type Purchase = z.infer<typeof purchaseSchema>;

export const purchasePageSchema = z.object({
  /** Newest first. */
  items: z.array(purchaseSchema),
  nextCursor: z.string().nullable(),
  asOf: asOfSchema,
});
export type PurchasePage = z.infer<typeof purchasePageSchema>;

export const purchaseAnswerSchema = purchaseSchema.extend({
  asOf: asOfSchema,
});
export type PurchaseAnswer = z.infer<typeof purchaseAnswerSchema>;

/** What reconciling a purchase found and did. */
export const reconciliationSchema = z.object({
  purchaseId: z.string(),
  status: purchaseStatusSchema,
  /** `credited`: it was paid and its tokens were missing; `learned`: the provider's word had been lost. */
  healed: z.enum(['nothing', 'learned', 'credited']),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
