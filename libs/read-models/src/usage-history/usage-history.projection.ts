import type { TokensConsumed } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

export interface ConsumptionEntry {
  readonly accountId: string;
  readonly position: bigint;
  readonly receipt: TokensConsumed['data'];
}

export function foldUsageHistory(facts: readonly AccountFact[]): readonly ConsumptionEntry[] {
  return facts.flatMap(({ accountId, position, event }) =>
    event.type === 'TokensConsumed' ? [{ accountId, position, receipt: event.data }] : [],
  );
}
