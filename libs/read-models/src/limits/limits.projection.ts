import { amount, counted, evolveLimit, initialAccount, type Account, type AccountEvent } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';

/** What each event does to the limits of an account, and to what counts towards them: said by the ledger. */
type LimitHandlers = {
  readonly [Type in AccountEvent['type']]?: (
    account: Account,
    data: Extract<AccountEvent, { readonly type: Type }>['data'],
  ) => Account;
};

const { SpendingCapsSet, TimeZoneSet, SpendingFrozen, SpendingUnfrozen } = evolveLimit;

const handlers: LimitHandlers = {
  SpendingCapsSet,
  TimeZoneSet,
  SpendingFrozen,
  SpendingUnfrozen,
  TokensConsumed: (account, { model, tokens, consumedAt }) =>
    counted(account, { model, tokens: amount(tokens), at: new Date(consumedAt) }),
  HoldSettled: (account, { model, tokens, settledAt }) =>
    counted(account, { model, tokens: amount(tokens), at: new Date(settledAt) }),
  ConsumptionReversed: (account, { model, tokens, reversedAt, chargedAt }) =>
    counted(account, {
      model,
      tokens: -amount(tokens),
      at: new Date(reversedAt),
      since: new Date(chargedAt),
    }),
};

export function concernsLimits({ event }: AccountFact): boolean {
  return Object.hasOwn(handlers, event.type);
}

/**
 * Which period a charge counts in depends on all that came before, so it is folded on what is there.
 * @param before accounts as far as their limits go, by id; those without any are not in it.
 */
export function foldLimits(
  facts: readonly AccountFact[],
  before: ReadonlyMap<string, Account>,
): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const { accountId, event } of facts) {
    // The entry of an event's type takes that event's data: `LimitHandlers` says so, for every type.
    const handle = handlers[event.type] as Handler | undefined;
    const account = accounts.get(accountId) ?? before.get(accountId) ?? initialAccount;
    if (handle) accounts.set(accountId, handle(account, event.data));
  }
  return accounts;
}

type Handler = (account: Account, data: AccountEvent['data']) => Account;
