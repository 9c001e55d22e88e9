import { amount, subtract, sum, type TokenAmount } from '../tokens/index.js';
import { withAllocation, type Account, type Evolve } from './account.js';
import { take, type Allocation } from './allocation.js';
import { drawsOf } from './evolve-grants.js';
import type { LimitEvent, OverdraftRepaid, SpendingCaps } from './limit.events.js';
import type { CapAmounts, Freeze } from './limits.js';
import { alertLevelOf } from './thresholds.js';

export const evolveLimit: Evolve<LimitEvent> = {
  OverdraftLimitSet: (account, { model, limit }) =>
    withAllocation(account, model, (allocation) => ({ ...allocation, overdraftLimit: amount(limit) })),
  OverdraftRepaid: (account, data) =>
    withAllocation(account, data.model, (allocation) => repaid(allocation, data)),
  SpendingCapsSet: (account, data) => limited(account, data.model, { caps: capAmounts(data) }),
  TimeZoneSet: (account, { timeZone }) => ({ ...account, timeZone }),
  SpendingFrozen: (account, { model, reason, frozenAt }) =>
    limited(account, model, { frozen: { reason, frozenAt } }),
  SpendingUnfrozen: (account, { model }) => limited(account, model, { frozen: null }),
  BalanceThresholdCrossed: (account, { model, threshold }) =>
    withAllocation(account, model, (allocation) => ({ ...allocation, alertLevel: alertLevelOf(threshold) })),
  BalanceThresholdRecovered: (account, { model, threshold }) =>
    withAllocation(account, model, (allocation) => ({
      ...allocation,
      alertLevel: alertLevelOf(threshold) - 1,
    })),
};

function limited(
  account: Account,
  model: string | null,
  change: { readonly caps: CapAmounts } | { readonly frozen: Freeze | null },
): Account {
  if (model === null) return { ...account, ...change };
  return withAllocation(account, model, (allocation) => ({ ...allocation, ...change }));
}

function capAmounts({ day, week, month }: SpendingCaps): CapAmounts {
  const parsed = (cap: string | null): TokenAmount | null => (cap === null ? null : amount(cap));
  return { day: parsed(day), week: parsed(week), month: parsed(month) };
}

function repaid(allocation: Allocation, data: OverdraftRepaid['data']): Allocation {
  const tokens = amount(data.tokens);
  return {
    ...take(allocation, drawsOf(data.drawn)),
    spent: sum([allocation.spent, tokens]),
    overdrawn: subtract(allocation.overdrawn, tokens),
  };
}
