import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { PRICE_MINOR_UNITS_MAX, type WrittenMoney } from '../money/money.js';
import { quote } from '../pricing/index.js';
import { amount } from '../tokens/index.js';
import type {
  BundleOffer,
  Offer,
  OfferedTokens,
  PackageDefined,
  PlanOffer,
  PriceTier,
  TokensOffer,
} from './package.events.js';

/** Puts a package on sale, or changes what is sold from now on. What was bought before keeps its version. */
export interface DefinePackage {
  readonly type: 'DefinePackage';
  readonly packageId: string;
  readonly name: string;
  readonly description: string;
  readonly offer: Offer;
}

export function definePackage(command: DefinePackage, now: Date): Decision<PackageDefined> {
  const { packageId, name, description, offer } = command;
  const problem = problemOf(offer);
  if (problem) return invalid(packageId, problem);
  return [
    {
      type: 'PackageDefined',
      data: { packageId, name, description, offer, definedAt: now.toISOString() },
    },
  ];
}

function invalid(packageId: string, problem: string): Refusal {
  return { code: 'invalid-package', packageId, problem };
}

function problemOf(offer: Offer): string | null {
  switch (offer.kind) {
    case 'tokens':
      return problemOfTokens(offer);
    case 'bundle':
      return problemOfBundle(offer);
    case 'plan':
      return problemOfPlan(offer);
  }
}

function problemOfTokens(offer: TokensOffer): string | null {
  const { tokensPerUnit, unitsMin, unitsMax, tiers } = offer;
  if (amount(tokensPerUnit) <= 0n) return 'A unit must hold tokens.';
  if (unitsMin < 1 || unitsMax < unitsMin)
    return 'The quantity must be at least 1, and its most not below its least.';
  const problem = problemOfTiers(tiers);
  if (problem) return problem;
  return quote(offer, unitsMax) ? null : 'The most that is sold at a time comes to more than a purchase can.';
}

function problemOfTiers(tiers: readonly PriceTier[]): string | null {
  const [first] = tiers;
  if (!first || first.fromUnits !== 1) return 'The first tier must begin with the first unit.';
  if (tiers.some((tier, index) => index > 0 && tier.fromUnits <= (tiers[index - 1]?.fromUnits ?? 0))) {
    return 'Tiers must stand in ascending order.';
  }
  return tiers.map(({ unitPrice }) => problemOfPrice(unitPrice)).find(isProblem) ?? null;
}

function problemOfBundle({ items, price, listPrice }: BundleOffer): string | null {
  if (items.length === 0) return 'A bundle must hold tokens.';
  const problem = problemOfItems(items);
  if (problem) return problem;
  if (BigInt(listPrice.minorUnits) < BigInt(price.minorUnits)) {
    return 'A bundle must not cost more than its models one by one.';
  }
  return problemOfPrice(price) ?? problemOfPrice(listPrice);
}

function problemOfPlan({ allowances, price }: PlanOffer): string | null {
  if (allowances.length === 0) return 'A plan must allow tokens.';
  const problem = problemOfItems(allowances);
  if (problem) return problem;
  const capped = allowances.map(({ rollover }) => rollover).filter((rollover) => rollover.rule === 'capped');
  if (capped.some(({ cap }) => amount(cap) <= 0n)) return 'The cap of a rollover must be positive.';
  return problemOfPrice(price);
}

function problemOfItems(items: readonly OfferedTokens[]): string | null {
  const models = new Set(items.map(({ model }) => model));
  if (models.size < items.length) return 'A model may stand in it once.';
  return items.some(({ tokens }) => amount(tokens) <= 0n) ? 'Of every model there must be tokens.' : null;
}

function problemOfPrice({ minorUnits }: WrittenMoney): string | null {
  const price = BigInt(minorUnits);
  return price > 0n && price <= PRICE_MINOR_UNITS_MAX
    ? null
    : `A price must be between 1 and ${PRICE_MINOR_UNITS_MAX} minor units.`;
}

function isProblem(problem: string | null): problem is string {
  return problem !== null;
}
