import { balanceOf, CAP_PERIODS, type Account, type Allocation, type Hold } from '#libs/ledger';
import { inOrder, type AccountState, type AllocationState } from '../rules/state.js';

/** What the ledger holds in memory of an account, in the words of the naive one. */
export function ledgerState(account: Account): AccountState {
  const { calendar, spending, caps, frozen, timeZone } = account;
  return {
    allocations: [...account.allocations.values()].map(allocationState),
    holds: [...account.holds.values()].map(holdState),
    closedHolds: inOrder([...account.closedHolds]),
    reversed: inOrder([...account.reversed]),
    purchases: [...account.purchaseIds],
    timeZone,
    caps,
    frozen,
    spent: CAP_PERIODS.flatMap((period) => {
      const [span, spent] = [calendar[period], spending[period]];
      return span && spent ? [{ period, start: span.start, tokens: spent.tokens }] : [];
    }),
  };
}

function holdState({ holdId, tokens, drawn, expiresAt }: Hold): AccountState['holds'][number] {
  const heldFrom = drawn.map((draw) => [draw.grantId, draw.tokens] as const);
  return { holdId, tokens, heldFrom, end: expiresAt.getTime() };
}

function allocationState(allocation: Allocation): AllocationState {
  const { model, overdrawn, unlimitedSpent, overdraftLimit, unlimited, frozen, caps } = allocation;
  return {
    model,
    terms: { ...balanceOf(allocation), overdrawn, unlimitedSpent, overdraftLimit },
    unlimited,
    frozen,
    caps,
    basis: allocation.alertBasis,
    thresholdsPassed: allocation.alertLevel,
    alive: allocation.grants.map(({ grantId, amount, remaining, rolledOver, revokedFor }) => ({
      grantId,
      amount,
      left: remaining,
      rolledOver,
      revokedFor,
    })),
    scheduled: allocation.scheduled.map(({ grantId }) => grantId),
  };
}
