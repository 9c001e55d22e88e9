import {
  add,
  amount,
  ZERO,
  type Draw,
  type HoldSettled,
  type TokenAmount,
  type TokensConsumed,
} from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

export interface UsageHistoryChange {
  readonly charges: readonly ChargeEntry[];
  /** What corrections took back of charges, by account and operation. */
  readonly reversals: ReadonlyMap<string, Reversal>;
}

/** A consumption, or the settlement of a hold. */
export interface ChargeEntry {
  readonly accountId: string;
  readonly position: bigint;
  readonly receipt: ChargeReceipt;
}

export type ChargeReceipt = Omit<TokensConsumed['data'], 'consumedAt'> & {
  readonly chargedAt: string;
  readonly holdId: string | null;
  readonly held: string;
  readonly returned: readonly Draw[];
  readonly uncollected: string;
};

export interface Reversal {
  readonly accountId: string;
  readonly operationId: string;
  readonly tokens: TokenAmount;
}

export function foldUsageHistory(facts: readonly AccountFact[]): UsageHistoryChange {
  const charges: ChargeEntry[] = [];
  const reversals = new Map<string, Reversal>();
  for (const { accountId, position, event } of facts) {
    if (event.type === 'TokensConsumed') {
      charges.push({ accountId, position, receipt: consumption(event.data) });
    } else if (event.type === 'HoldSettled') {
      charges.push({ accountId, position, receipt: settlement(event.data) });
    } else if (event.type === 'ConsumptionReversed') {
      const { reversedOperationId: operationId, tokens } = event.data;
      const key = `${accountId}\0${operationId}`;
      const before = reversals.get(key)?.tokens ?? ZERO;
      reversals.set(key, { accountId, operationId, tokens: add(before, amount(tokens)) });
    }
  }
  return { charges, reversals };
}

function consumption({ consumedAt: chargedAt, ...charge }: TokensConsumed['data']): ChargeReceipt {
  return { ...charge, chargedAt, holdId: null, held: '0', returned: [], uncollected: '0' };
}

function settlement({ settledAt: chargedAt, heldFrom: _, ...charge }: HoldSettled['data']): ChargeReceipt {
  return { ...charge, chargedAt };
}
