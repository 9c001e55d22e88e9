/** What an offer costs and contains: exact, and the same on the screen as in the purchase. */
import { PRICE_MINOR_UNITS_MAX, type WrittenMoney } from '../money/money.js';
import type { BundleOffer, Offer, OfferedTokens, PlanOffer, TokensOffer } from '../package/package.events.js';
import { amount, formatAmount, MAX_AMOUNT, microTokens } from '../tokens/index.js';

export interface Quote {
  readonly price: WrittenMoney;
  /** Without any discount. */
  readonly listPrice: WrittenMoney;
  readonly items: readonly OfferedTokens[];
}

/**
 * @param units of an offer of tokens; other offers have none, and it is 1.
 * @returns null when the offer is not sold in this quantity, or it would come to more than a purchase can.
 */
export function quote(offer: Offer, units: number): Quote | null {
  if (offer.kind === 'tokens') return isSold(offer, units) ? quoteTokens(offer, units) : null;
  if (units !== 1) return null;
  return offer.kind === 'bundle' ? quoteBundle(offer) : quotePlan(offer);
}

/** Whole percent that the price is below the list price, rounded down: never promised more than given. */
export function discountPercent({ price, listPrice }: Pick<Quote, 'price' | 'listPrice'>): number {
  const list = BigInt(listPrice.minorUnits);
  return list === 0n ? 0 : Number(((list - BigInt(price.minorUnits)) * 100n) / list);
}

function isSold({ unitsMin, unitsMax }: TokensOffer, units: number): boolean {
  return Number.isSafeInteger(units) && units >= unitsMin && units <= unitsMax;
}

function quoteTokens({ model, tokensPerUnit, tiers }: TokensOffer, units: number): Quote | null {
  let price = 0n;
  for (const [index, { fromUnits, unitPrice }] of tiers.entries()) {
    const next = tiers[index + 1]?.fromUnits ?? Infinity;
    const unitsOfTier = Math.max(0, Math.min(units + 1, next) - fromUnits);
    price += BigInt(unitsOfTier) * BigInt(unitPrice.minorUnits);
  }
  const first = tiers[0]?.unitPrice;
  if (!first) throw new TypeError('An offer of tokens has a tier.');
  const tokens = microTokens(amount(tokensPerUnit) * BigInt(units));
  if (price > PRICE_MINOR_UNITS_MAX || tokens > MAX_AMOUNT) return null;
  return {
    price: { minorUnits: price.toString(), currency: first.currency },
    listPrice: {
      minorUnits: (BigInt(units) * BigInt(first.minorUnits)).toString(),
      currency: first.currency,
    },
    items: [{ model, tokens: formatAmount(tokens) }],
  };
}

function quoteBundle({ items, price, listPrice }: BundleOffer): Quote {
  return { price, listPrice, items };
}

function quotePlan({ allowances, price }: PlanOffer): Quote {
  return { price, listPrice: price, items: allowances.map(({ model, tokens }) => ({ model, tokens })) };
}
