import type { Aftermath } from '#libs/contract';
import { amount, formatAmount, sum, type AccountEvent } from '#libs/ledger';
import type { CarriedOut } from '../write-side/carry-out.js';

/** Says what was available of one model after it. */
type BalanceEvent = Extract<
  AccountEvent,
  { readonly data: { readonly model: string; readonly balanceAfter: string } }
>;

/**
 * What became of a balance by all of an append. The command's own event says what was available before
 * its tokens repaid an overdraft, or lapsed with a grant that is over: what follows it says the rest.
 */
export function balanceOutcome({
  event,
  following,
}: CarriedOut<AccountEvent, BalanceEvent>): Aftermath & { balanceAfter: string } {
  const { model } = event.data;
  const after = following.filter((each) => isBalanceEvent(each)).filter(({ data }) => data.model === model);
  return {
    lapsed: after.flatMap(({ type, data }) =>
      type === 'TokensExpired' || type === 'TokensRevoked'
        ? [{ grantId: data.grantId, tokens: data.tokens }]
        : [],
    ),
    repaid: formatAmount(
      sum(after.flatMap(({ type, data }) => (type === 'OverdraftRepaid' ? [amount(data.tokens)] : []))),
    ),
    balanceAfter: (after.at(-1) ?? event).data.balanceAfter,
  };
}

function isBalanceEvent(event: AccountEvent): event is BalanceEvent {
  return 'balanceAfter' in event.data;
}
