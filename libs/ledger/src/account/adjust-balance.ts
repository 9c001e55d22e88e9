import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { formatAmount, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import { availableIn, drawFrom } from './allocation.js';
import { insufficient } from './consume-tokens.js';
import type { BalanceAdjusted } from './correction.events.js';
import { refuseCorrectionGrant } from './entry-limits.js';
import { balanceAfter, written } from './recording.js';

/** Puts a wrong balance right: up by a correction grant, down by revoking what is available. */
export interface AdjustBalance {
  readonly type: 'AdjustBalance';
  readonly operationId: string;
  readonly model: string;
  readonly direction: 'up' | 'down';
  readonly tokens: TokenAmount;
  readonly reason: string;
}

export function adjustBalance(
  command: AdjustBalance,
  account: Account,
  now: Date,
): Decision<BalanceAdjusted> {
  const refusal = refuse(command, account);
  if (refusal) return refusal;
  const { operationId, model, direction, tokens, reason } = command;
  const allocation = allocationOf(account, model);
  const effect =
    direction === 'up'
      ? { grantId: operationId, drawn: [], balanceAfter: balanceAfter(allocation, tokens) }
      : {
          grantId: null,
          drawn: written(drawFrom(allocation, tokens)),
          balanceAfter: balanceAfter(allocation, -tokens),
        };
  const data: BalanceAdjusted['data'] = {
    operationId,
    model,
    direction,
    tokens: formatAmount(tokens),
    reason,
    balanceBefore: balanceAfter(allocation, 0n),
    ...effect,
    adjustedAt: now.toISOString(),
  };
  return [{ type: 'BalanceAdjusted', data }];
}

function refuse(command: AdjustBalance, account: Account): Refusal | null {
  const { operationId, model, direction, tokens } = command;
  if (tokens <= 0n) return { code: 'amount-not-positive', amount: formatAmount(tokens) };
  if (direction === 'up') {
    return refuseCorrectionGrant(account, operationId, { model, tokens });
  }
  const allocation = account.allocations.get(model);
  if (!allocation) return { code: 'allocation-not-found', model };
  return tokens > availableIn(allocation) ? insufficient(allocation, tokens) : null;
}
