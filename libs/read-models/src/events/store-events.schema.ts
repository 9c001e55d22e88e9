import type { PackageEvent, PurchaseEvent } from '#libs/ledger';
import { z } from 'zod';
import {
  decimal,
  displayText,
  instant,
  key,
  money,
  revision,
  savedMethod,
  units,
} from './event-fields.schema.js';
import type { Schemas } from './schemas.js';

const method = savedMethod.nullable();
const tokens = { model: key, tokens: decimal };
const days = z.int32().positive().nullable();

const rollover = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('none') }),
  z.object({ rule: z.literal('capped'), cap: decimal }),
  z.object({ rule: z.literal('all') }),
]);
const rolloverOfGrant = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('none') }),
  z.object({ rule: z.literal('capped'), cap: decimal, until: instant }),
  z.object({ rule: z.literal('all'), until: instant }),
]);

export const planOffer = z.object({
  kind: z.literal('plan'),
  period: z.enum(['month', 'year']),
  allowances: z.array(z.object({ ...tokens, rollover })),
  price: money,
  prioritySupport: z.boolean(),
});

const offer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tokens'),
    model: key,
    tokensPerUnit: decimal,
    unitsMin: units,
    unitsMax: units,
    tiers: z.array(z.object({ fromUnits: units, unitPrice: money })).min(1),
    expiresAfterDays: days,
  }),
  z.object({
    kind: z.literal('bundle'),
    items: z.array(z.object(tokens)),
    price: money,
    listPrice: money,
    expiresAfterDays: days,
  }),
  planOffer,
]);

export const packageSchemas: Schemas<PackageEvent> = {
  PackageDefined: z.object({
    packageId: key,
    name: displayText,
    description: displayText,
    offer,
    definedAt: instant,
  }),
  PackageRetired: z.object({ packageId: key, reason: displayText, retiredAt: instant }),
};

export const purchaseSchemas: Schemas<PurchaseEvent> = {
  PurchaseStarted: z.object({
    purchaseId: key,
    accountId: key,
    packageId: key,
    packageVersion: revision,
    packageName: displayText,
    kind: z.enum(['tokens', 'bundle', 'plan']),
    units,
    items: z.array(
      z.object({
        ...tokens,
        priority: z.int32(),
        expiresAfterDays: days,
        expiresAt: instant.nullable(),
        rollover: rolloverOfGrant,
      }),
    ),
    price: money,
    origin: z.enum(['checkout', 'top-up', 'subscription']),
    subscriptionId: key.nullable(),
    startedAt: instant,
  }),
  CheckoutOpened: z.object({
    paymentReference: key,
    provider: key,
    url: key.nullable(),
    payableUntil: instant,
    openedAt: instant,
  }),
  PurchasePaid: z.object({ paymentReference: key, price: money, method, paidAt: instant }),
  PurchasePaidAgain: z.object({ paymentReference: key, price: money, paidAt: instant }),
  PurchaseCompleted: z.object({ creditedAtPosition: z.string().regex(/^\d{1,19}$/), completedAt: instant }),
  PurchaseFailed: z.object({ failure: key, message: displayText, failedAt: instant }),
  PurchaseExpired: z.object({ expiredAt: instant }),
};
