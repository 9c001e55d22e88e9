import { add, amount, ZERO, type TokenAmount, type TokensConsumed } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { quarterHourOf } from './quarter-hour.js';

export interface BucketChange {
  readonly accountId: string;
  readonly startsAt: Date;
  readonly model: string;
  readonly feature: string;
  readonly tokens: TokenAmount;
  readonly operations: number;
}

/** Usage is what was consumed, whether drawn from grants or unlimited. */
export function foldUsageByTime(facts: readonly AccountFact[]): readonly BucketChange[] {
  const buckets = new Map<string, BucketChange>();
  for (const { accountId, event } of facts) {
    if (event.type === 'TokensConsumed') addTo(buckets, accountId, event.data);
  }
  return [...buckets.values()];
}

function addTo(buckets: Map<string, BucketChange>, accountId: string, receipt: TokensConsumed['data']): void {
  const { model, feature } = receipt;
  const startsAt = quarterHourOf(new Date(receipt.consumedAt));
  const key = [accountId, startsAt.getTime(), model, feature].join('\0');
  const before = buckets.get(key);
  buckets.set(key, {
    accountId,
    startsAt,
    model,
    feature,
    tokens: add(before?.tokens ?? ZERO, amount(receipt.tokens)),
    operations: (before?.operations ?? 0) + 1,
  });
}
