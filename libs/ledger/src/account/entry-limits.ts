import type { AmountTooLarge, Refusal, TooManyGrants } from '../decider/refusal.js';
import { add, formatAmount, MAX_AMOUNT, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { Allocation } from './allocation.js';

/**
 * Everything that ever entered an allocation is bounded, and so is every figure made of it: what the log
 * cannot hold, nobody may ask for. Open grants are bounded, so that all of them may end in one append.
 */
export const GRANTS_MAX = 1_000;

/** Tokens on their way into an allocation. */
export interface Entry {
  readonly model: string;
  readonly tokens: TokenAmount;
}

export function refuseEntries(
  account: Account,
  entries: readonly Entry[],
): AmountTooLarge | TooManyGrants | null {
  if (openGrants(account) + entries.length > GRANTS_MAX) {
    return { code: 'too-many-grants', maximum: GRANTS_MAX };
  }
  const totals = new Map<string, TokenAmount>();
  for (const { model, tokens } of entries) {
    const total = add(totals.get(model) ?? enteredInto(allocationOf(account, model)), tokens);
    if (total > MAX_AMOUNT) return amountTooLarge(model, total);
    totals.set(model, total);
  }
  return null;
}

/** A grant that a correction makes is known by the operation id of the correction. */
export function refuseCorrectionGrant(account: Account, operationId: string, entry: Entry): Refusal | null {
  if (account.grantIds.has(operationId)) return { code: 'grant-already-exists', grantId: operationId };
  return refuseEntries(account, [entry]);
}

export function amountTooLarge(model: string, tokens: TokenAmount): AmountTooLarge {
  const maximum = formatAmount(MAX_AMOUNT);
  return { code: 'amount-too-large', model, amount: formatAmount(tokens), maximum };
}

function openGrants({ allocations }: Account): number {
  let count = 0;
  for (const { grants, scheduled } of allocations.values()) count += grants.length + scheduled.length;
  return count;
}

function enteredInto({ granted, scheduled }: Allocation): TokenAmount {
  return add(granted, scheduled.length === 0 ? ZERO : sum(scheduled.map((grant) => grant.amount)));
}
