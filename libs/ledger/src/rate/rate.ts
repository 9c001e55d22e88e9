import { amount, type TokenAmount } from '../tokens/index.js';
import type { RateEvent } from './rate.events.js';

/** Every rate that a feature ever had or will have. */
export interface RateHistory {
  readonly rates: readonly RateInForce[];
}

export interface RateInForce {
  readonly feature: string;
  readonly name: string;
  readonly engine: string | null;
  readonly icon: string | null;
  readonly unit: string;
  readonly tokensPerUnit: TokenAmount;
  /** By model, where it is not 1. */
  readonly multipliers: ReadonlyMap<string, TokenAmount>;
  readonly effectiveFrom: Date;
  /** Of the RateChanged event in the feature's stream. */
  readonly revision: number;
}

export const initialRateHistory: RateHistory = { rates: [] };

export function evolveRate(history: RateHistory, event: RateEvent): RateHistory {
  const { feature, name, engine, icon, unit, tokensPerUnit, multipliers, effectiveFrom } = event.data;
  const rate: RateInForce = {
    feature,
    name,
    engine,
    icon,
    unit,
    tokensPerUnit: amount(tokensPerUnit),
    multipliers: new Map(Object.entries(multipliers).map(([model, factor]) => [model, amount(factor)])),
    effectiveFrom: new Date(effectiveFrom),
    revision: history.rates.length,
  };
  return { rates: [...history.rates, rate] };
}

/** What a model costs more, or less, than the rate says. */
export function multiplierFor(rate: RateInForce, model: string): TokenAmount {
  return rate.multipliers.get(model) ?? NO_CHANGE;
}

const NO_CHANGE = amount('1');

/** The latest effective rate; of two from the same instant, the one decided later. */
export function rateInForce(history: RateHistory, at: Date): RateInForce | null {
  let found: RateInForce | null = null;
  for (const rate of history.rates) {
    if (rate.effectiveFrom.getTime() > at.getTime()) continue;
    if (!found || rate.effectiveFrom.getTime() >= found.effectiveFrom.getTime()) found = rate;
  }
  return found;
}
