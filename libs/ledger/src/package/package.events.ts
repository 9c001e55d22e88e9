import type { WrittenMoney } from '../money/money.js';
import type { DecimalString } from '../tokens/index.js';

/** Events of the stream `package-<packageId>`. The revision of a definition is the version that a purchase keeps. */
export type PackageEvent = PackageDefined | PackageRetired;

export interface PackageDefined {
  readonly type: 'PackageDefined';
  readonly data: {
    readonly packageId: string;
    readonly name: string;
    readonly description: string;
    readonly offer: Offer;
    readonly definedAt: string;
  };
}

/** It is not sold any more. What was bought stays; a new definition puts it back on sale. */
export interface PackageRetired {
  readonly type: 'PackageRetired';
  readonly data: { readonly packageId: string; readonly reason: string; readonly retiredAt: string };
}

export type Offer = TokensOffer | BundleOffer | PlanOffer;

/** Tokens of one model in a quantity that the buyer chooses, in whole units. */
export interface TokensOffer {
  readonly kind: 'tokens';
  readonly model: string;
  readonly tokensPerUnit: DecimalString;
  readonly unitsMin: number;
  readonly unitsMax: number;
  /** In ascending order; the first is from the first unit. */
  readonly tiers: readonly PriceTier[];
  /** Null: what was bought does not expire. */
  readonly expiresAfterDays: number | null;
}

/** Graduated: units from this one on cost this much each, those before it what their own tier says. */
export interface PriceTier {
  readonly fromUnits: number;
  readonly unitPrice: WrittenMoney;
}

/** Several models for one price. */
export interface BundleOffer {
  readonly kind: 'bundle';
  readonly items: readonly OfferedTokens[];
  readonly price: WrittenMoney;
  /** What the same would cost bought one by one: the discount is measured against it. */
  readonly listPrice: WrittenMoney;
  readonly expiresAfterDays: number | null;
}

export interface OfferedTokens {
  readonly model: string;
  readonly tokens: DecimalString;
}

/** An allowance for every period, paid in advance, until it is cancelled. */
export interface PlanOffer {
  readonly kind: 'plan';
  readonly period: PlanPeriod;
  readonly allowances: readonly Allowance[];
  readonly price: WrittenMoney;
  readonly prioritySupport: boolean;
}

export type PlanPeriod = 'month' | 'year';

export interface Allowance extends OfferedTokens {
  readonly rollover: AllowanceRollover;
}

/** What of an unused allowance lives on through the next period. */
export type AllowanceRollover =
  | { readonly rule: 'none' }
  | { readonly rule: 'capped'; readonly cap: DecimalString }
  | { readonly rule: 'all' };
