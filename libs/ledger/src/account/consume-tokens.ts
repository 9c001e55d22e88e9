import type { Decision } from '../decider/decider.js';
import type { InsufficientTokens } from '../decider/refusal.js';
import { formatAmount, smaller, subtract, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { TokensConsumed } from './account.events.js';
import { availableIn, drawFrom, type Allocation } from './allocation.js';
import type { Charge } from './charge.js';
import { isPriced, priceOfUse, type Priced, type UseOfTokens } from './price.js';
import { written } from './recording.js';
import { capReached, frozenBy } from './spending-limits.js';

/** Charges units x rate x multiplier tokens of a feature to the allocation of a model. */
export interface ConsumeTokens extends UseOfTokens {
  readonly type: 'ConsumeTokens';
  readonly operationId: string;
}

export function consumeTokens(command: ConsumeTokens, account: Account, now: Date): Decision<TokensConsumed> {
  const priced = priceOfUse(command, account, now);
  if (!isPriced(priced)) return priced;
  const { model } = command;
  const { tokens } = priced;
  const stopped = frozenBy(account, { model, tokens }) ?? capReached(account, { model, tokens }, now);
  if (stopped) return stopped;
  const allocation = allocationOf(account, model);
  if (!allocation.unlimited && tokens > sum([availableIn(allocation), overdraftRoom(allocation)])) {
    return insufficient(allocation, tokens, overdraftRoom(allocation));
  }
  const charge = chargeTo(allocation, priced, command.operationId);
  return [{ type: 'TokensConsumed', data: { ...charge, consumedAt: now.toISOString() } }];
}

function chargeTo(allocation: Allocation, { units, tokens }: Priced, operationId: string): Charge {
  const available = availableIn(allocation);
  const drawn = allocation.unlimited ? ZERO : smaller(tokens, available);
  return {
    operationId,
    ...units,
    tokens: formatAmount(tokens),
    drawn: written(drawFrom(allocation, drawn)),
    overdrawn: formatAmount(allocation.unlimited ? ZERO : subtract(tokens, drawn)),
    unlimited: allocation.unlimited,
    balanceBefore: formatAmount(available),
    balanceAfter: formatAmount(subtract(available, drawn)),
  };
}

/** How much may still be overdrawn: nothing while the limit is below what is overdrawn already. */
export function overdraftRoom({ overdraftLimit, overdrawn }: Allocation): TokenAmount {
  return overdraftLimit > overdrawn ? subtract(overdraftLimit, overdrawn) : ZERO;
}

/** @param overdraft what might have been overdrawn besides; without it nothing might. */
export function insufficient(
  allocation: Allocation,
  needed: TokenAmount,
  overdraft: TokenAmount = ZERO,
): InsufficientTokens {
  return {
    code: 'insufficient-tokens',
    model: allocation.model,
    needed: formatAmount(needed),
    available: formatAmount(availableIn(allocation)),
    held: formatAmount(allocation.held),
    overdraft: formatAmount(overdraft),
  };
}
