import { amount, microTokens, type TokenAmount } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { quarterHourOf } from './quarter-hour.js';

export interface BucketChange {
  readonly accountId: string;
  readonly startsAt: Date;
  readonly model: string;
  readonly feature: string;
  /** Negative where corrections took back more than was charged. */
  readonly tokens: TokenAmount;
  readonly operations: number;
}

/**
 * Usage is what was charged, whether drawn from grants, overdrawn or unlimited. What a correction takes
 * back is taken out of the time of the charge.
 */
export function foldUsageByTime(facts: readonly AccountFact[]): readonly BucketChange[] {
  const buckets = new Map<string, BucketChange>();
  for (const { accountId, event } of facts) {
    const usage = usageOf(event);
    if (usage) addTo(buckets, accountId, usage);
  }
  return [...buckets.values()];
}

interface Usage {
  readonly model: string;
  readonly feature: string;
  readonly at: string;
  readonly tokens: bigint;
  readonly operations: number;
}

function usageOf({ type, data }: AccountFact['event']): Usage | null {
  switch (type) {
    case 'TokensConsumed':
      return { ...data, at: data.consumedAt, tokens: amount(data.tokens), operations: 1 };
    case 'HoldSettled':
      return { ...data, at: data.settledAt, tokens: amount(data.tokens), operations: 1 };
    case 'ConsumptionReversed':
      return { ...data, at: data.chargedAt, tokens: -amount(data.tokens), operations: 0 };
    default:
      return null;
  }
}

function addTo(buckets: Map<string, BucketChange>, accountId: string, usage: Usage): void {
  const { model, feature, at, tokens, operations } = usage;
  const startsAt = quarterHourOf(new Date(at));
  const key = [accountId, startsAt.getTime(), model, feature].join('\0');
  const before = buckets.get(key);
  buckets.set(key, {
    accountId,
    startsAt,
    model,
    feature,
    tokens: microTokens((before?.tokens ?? 0n) + tokens),
    operations: (before?.operations ?? 0) + operations,
  });
}
