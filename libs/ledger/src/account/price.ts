import type { Refusal } from '../decider/refusal.js';
import { multiplierFor, rateInForce, type RateHistory } from '../rate/rate.js';
import { amount, formatAmount, MAX_AMOUNT, multiplyExact, type TokenAmount } from '../tokens/index.js';
import { measureUnits, type Quantity } from '../units/quantity.js';
import type { Account } from './account.js';
import { amountTooLarge } from './entry-limits.js';
import type { PricedUnits } from './charge.js';
import type { Hold } from './hold.js';

/** Units with what they come to at a rate. */
export interface Priced {
  readonly units: PricedUnits;
  readonly tokens: TokenAmount;
}

export interface UseOfTokens {
  readonly model: string;
  readonly feature: string;
  readonly quantity: Quantity;
  /** Of the feature. Which of them is in force is decided with the command, at its own moment. */
  readonly rates: RateHistory;
}

export function isPriced(priced: Priced | Refusal): priced is Priced {
  return !('code' in priced);
}

export function priceOfUse(use: UseOfTokens, account: Account, now: Date): Priced | Refusal {
  const { model, feature, quantity } = use;
  if (!account.allocations.has(model)) return { code: 'allocation-not-found', model };
  const rate = rateInForce(use.rates, now);
  if (!rate) return { code: 'unknown-rate', feature, at: now.toISOString() };
  return price(quantity, {
    model,
    feature,
    unit: rate.unit,
    rate: formatAmount(rate.tokensPerUnit),
    multiplier: formatAmount(multiplierFor(rate, model)),
    rateRevision: rate.revision,
  });
}

/** At the rate of the hold, whatever has become of the rate since. */
export function priceByHold(quantity: Quantity, { model, feature, price: fixed }: Hold): Priced | Refusal {
  return price(quantity, { model, feature, ...fixed });
}

function price(quantity: Quantity, by: Omit<PricedUnits, 'units'>): Priced | Refusal {
  const measured = measureUnits(quantity, by.unit);
  if (typeof measured !== 'bigint') return measured;
  const units = formatAmount(measured);
  const tokens = multiplyExact(measured, amount(by.rate), amount(by.multiplier));
  if (tokens === null) {
    return { code: 'inexact-tokens', units, tokensPerUnit: by.rate, multiplier: by.multiplier };
  }
  const { model, feature, unit, rate, multiplier, rateRevision } = by;
  if (tokens > MAX_AMOUNT) return amountTooLarge(model, tokens);
  return { units: { model, feature, units, unit, rate, multiplier, rateRevision }, tokens };
}
