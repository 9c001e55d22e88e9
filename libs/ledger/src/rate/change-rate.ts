import type { Decider, Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { formatAmount, type TokenAmount } from '../tokens/index.js';
import { evolveRate, initialRateHistory, type RateHistory } from './rate.js';
import type { RateChanged, RateEvent } from './rate.events.js';

export interface ChangeRate {
  readonly type: 'ChangeRate';
  readonly feature: string;
  readonly name: string;
  readonly engine?: string | null;
  readonly icon?: string | null;
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
  const effectiveFrom = command.effectiveFrom ?? now;
  const refusal = refuse(command, effectiveFrom, now);
  if (refusal) return refusal;
  const { feature, name, engine = null, icon = null, unit, tokensPerUnit, multipliers = [] } = command;
  const data: RateChanged['data'] = {
    feature,
    name,
    engine,
    icon,
    unit,
    tokensPerUnit: formatAmount(tokensPerUnit),
    multipliers: Object.fromEntries([...multipliers].map(([model, factor]) => [model, formatAmount(factor)])),
    effectiveFrom: effectiveFrom.toISOString(),
    changedAt: now.toISOString(),
  };
  return [{ type: 'RateChanged', data }];
}

function refuse(
  { tokensPerUnit, multipliers = new Map() }: ChangeRate,
  effectiveFrom: Date,
  now: Date,
): Refusal | null {
  if (tokensPerUnit <= 0n) return { code: 'rate-not-positive', tokensPerUnit: formatAmount(tokensPerUnit) };
  for (const [model, factor] of multipliers) {
    if (factor <= 0n) return { code: 'multiplier-not-positive', model, multiplier: formatAmount(factor) };
  }
  if (effectiveFrom.getTime() >= now.getTime()) return null;
  return {
    code: 'rate-in-the-past',
    effectiveFrom: effectiveFrom.toISOString(),
    earliest: now.toISOString(),
  };
}
