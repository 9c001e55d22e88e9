import type { Decision } from '../decider/decider.js';
import { add, formatAmount, ZERO, type TokenAmount } from '../tokens/index.js';
import type { Account } from './account.js';
import type { GrantSource, TokensGranted } from './account.events.js';
import { availableAt } from './allocation.js';

export interface GrantTokens {
  readonly type: 'GrantTokens';
  readonly grantId: string;
  readonly model: string;
  readonly amount: TokenAmount;
  readonly source: Exclude<GrantSource, 'purchase'>;
  readonly priority: number;
  readonly expiresAt: Date | null;
  readonly reason: string | null;
}

export function grantTokens(command: GrantTokens, account: Account, now: Date): Decision<TokensGranted> {
  if (command.amount <= 0n) return { code: 'amount-not-positive', amount: formatAmount(command.amount) };
  if (account.grantIds.has(command.grantId))
    return { code: 'grant-already-exists', grantId: command.grantId };
  if (command.expiresAt && command.expiresAt.getTime() <= now.getTime()) {
    return { code: 'expiry-in-the-past', expiresAt: command.expiresAt.toISOString(), now: now.toISOString() };
  }
  const data: TokensGranted['data'] = {
    grantId: command.grantId,
    model: command.model,
    amount: formatAmount(command.amount),
    source: command.source,
    priority: command.priority,
    expiresAt: command.expiresAt?.toISOString() ?? null,
    reason: command.reason,
    grantedAt: now.toISOString(),
    balanceAfter: formatAmount(add(availableOf(account, command.model, now), command.amount)),
  };
  return [{ type: 'TokensGranted', data }];
}

export function availableOf(account: Account, model: string, now: Date): TokenAmount {
  const allocation = account.allocations.get(model);
  return allocation ? availableAt(allocation, now) : ZERO;
}
