import { z } from 'zod';
import { instantSchema, keySchema, positionSchema, positiveAmountSchema, reasonSchema } from './amounts.js';
import { moneySchema } from './money.js';

/** Models in one package, and price tiers of one. */
export const PACKAGE_ENTRIES_MAX = 50;
const UNITS_MAX = 1_000_000;

const unitsSchema = z.number().int().min(1).max(UNITS_MAX);
const offeredTokensSchema = z.strictObject({ model: keySchema, tokens: positiveAmountSchema });
const expiresAfterDaysSchema = z.number().int().min(1).max(3_650).nullable();

/** One model, as many units as the buyer likes. Tiers are graduated: each unit costs what its own tier says. */
export const tokensOfferSchema = z.strictObject({
  kind: z.literal('tokens'),
  model: keySchema,
  tokensPerUnit: positiveAmountSchema,
  unitsMin: unitsSchema,
  unitsMax: unitsSchema,
  tiers: z
    .array(z.strictObject({ fromUnits: unitsSchema, unitPrice: moneySchema }))
    .min(1)
    .max(PACKAGE_ENTRIES_MAX),
  /** Null: what was bought does not expire. */
  expiresAfterDays: expiresAfterDaysSchema,
});

export const bundleOfferSchema = z.strictObject({
  kind: z.literal('bundle'),
  items: z.array(offeredTokensSchema).min(1).max(PACKAGE_ENTRIES_MAX),
  price: moneySchema,
  /** What the same would cost bought one by one: the discount is measured against it. */
  listPrice: moneySchema,
  expiresAfterDays: expiresAfterDaysSchema,
});

const allowanceRolloverSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('none') }),
  z.strictObject({ rule: z.literal('capped'), cap: positiveAmountSchema }),
  z.strictObject({ rule: z.literal('all') }),
]);

export const planOfferSchema = z.strictObject({
  kind: z.literal('plan'),
  period: z.enum(['month', 'year']),
  allowances: z
    .array(offeredTokensSchema.extend({ rollover: allowanceRolloverSchema }))
    .min(1)
    .max(PACKAGE_ENTRIES_MAX),
  price: moneySchema,
  prioritySupport: z.boolean(),
});

export const offerSchema = z.discriminatedUnion('kind', [
  tokensOfferSchema,
  bundleOfferSchema,
  planOfferSchema,
]);
export type Offer = z.infer<typeof offerSchema>;
export type OfferOf<Kind extends Offer['kind']> = Extract<Offer, { kind: Kind }>;

export const definePackageRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(500).default(''),
  offer: offerSchema,
});
export type DefinePackageRequest = z.output<typeof definePackageRequestSchema>;

export const retirePackageRequestSchema = z.strictObject({ reason: reasonSchema });
export type RetirePackageRequest = z.infer<typeof retirePackageRequestSchema>;

export const packageSchema = z.object({
  packageId: z.string(),
  /** Named by a purchase, so that what is charged is what was shown. */
  version: z.number().int(),
  name: z.string(),
  description: z.string(),
  offer: offerSchema,
  definedAt: instantSchema,
  /** Null: on sale. */
  retiredAt: instantSchema.nullable(),
});
export type Package = z.infer<typeof packageSchema>;

/** On sale, in order of kind and price. */
export const packagesSchema = z.object({ items: z.array(packageSchema) });
export type Packages = z.infer<typeof packagesSchema>;

export const definePackageResponseSchema = z.object({
  packageId: z.string(),
  version: z.number().int(),
  position: positionSchema,
});
export type DefinePackageResponse = z.infer<typeof definePackageResponseSchema>;
