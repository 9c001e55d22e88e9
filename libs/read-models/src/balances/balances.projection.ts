import type { AccountEvent } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { BalanceFold, BatchOf, type BalanceChange } from './balance-changes.js';
import { balanceHandlers } from './balances.handlers.js';

export function foldBalances(facts: readonly AccountFact[]): BalanceChange {
  const fold = new BalanceFold();
  for (const fact of facts) {
    // The entry of an event's type takes that event's data: `BalanceHandlers` says so, for every type.
    const handle = balanceHandlers[fact.event.type] as Handler | undefined;
    handle?.(new BatchOf(fold, fact), fact.event.data);
  }
  return fold;
}

type Handler = (batch: BatchOf, data: AccountEvent['data']) => void;
