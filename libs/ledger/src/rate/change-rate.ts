import type { Decider, Decision } from '../decider/decider.js';
import { formatAmount, type TokenAmount } from '../tokens/index.js';
import { evolveRate, initialRateHistory, type RateHistory } from './rate.js';
import type { RateChanged, RateEvent } from './rate.events.js';

export interface ChangeRate {
  readonly type: 'ChangeRate';
  readonly feature: string;
  readonly name: string;
  readonly unit: string;
  readonly tokensPerUnit: TokenAmount;
  /** By model; a model that is not named pays the rate as it is. */
  readonly multipliers?: ReadonlyMap<string, TokenAmount>;
  /** Null: from now on. */
  readonly effectiveFrom: Date | null;
}

export const rateDecider: Decider<RateHistory, ChangeRate, RateEvent> = {
  initialState: initialRateHistory,
  decide: changeRate,
  evolve: evolveRate,
};

function changeRate(command: ChangeRate, _history: RateHistory, now: Date): Decision<RateChanged> {
  if (command.tokensPerUnit <= 0n) {
    return { code: 'rate-not-positive', tokensPerUnit: formatAmount(command.tokensPerUnit) };
  }
  const multipliers = [...(command.multipliers ?? [])];
  for (const [model, factor] of multipliers) {
    if (factor <= 0n) return { code: 'multiplier-not-positive', model, multiplier: formatAmount(factor) };
  }
  const effectiveFrom = command.effectiveFrom ?? now;
  if (effectiveFrom.getTime() < now.getTime()) {
    return {
      code: 'rate-in-the-past',
      effectiveFrom: effectiveFrom.toISOString(),
      earliest: now.toISOString(),
    };
  }
  const data: RateChanged['data'] = {
    feature: command.feature,
    name: command.name,
    unit: command.unit,
    tokensPerUnit: formatAmount(command.tokensPerUnit),
    multipliers: Object.fromEntries(multipliers.map(([model, factor]) => [model, formatAmount(factor)])),
    effectiveFrom: effectiveFrom.toISOString(),
    changedAt: now.toISOString(),
  };
  return [{ type: 'RateChanged', data }];
}
