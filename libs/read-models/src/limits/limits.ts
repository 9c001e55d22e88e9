/**
 * What the rows say at a moment, by the ledger's own rule: the room that is left of a cap is what a refused
 * command would name.
 */
import type { AccountLimits, CapRoom as CapView, ModelLimits } from '#libs/contract';
import {
  asOf,
  capRooms,
  formatAmount,
  type Account,
  type Allocation,
  type CapPeriod,
  type CapRoom,
  type Freeze,
} from '#libs/ledger';
import { accountOf, type BalanceRows } from '../balances/account-of-rows.js';
import type { NamesOf } from '../catalog/names-of.js';
import { accountWithLimits } from './account-with-limits.js';
import { WHOLE_ACCOUNT, type SpendingLimitRow } from './spending-limits.js';

export interface LimitedRows {
  readonly balance: BalanceRows;
  readonly limits: readonly SpendingLimitRow[];
  readonly names: NamesOf;
}

export function limitsOf(
  { balance, limits, names }: LimitedRows,
  now: Date,
): Omit<AccountLimits, 'accountId' | 'asOf'> {
  const account = asOf(accountWithLimits(accountOf(balance), limits), now);
  const ofNoModel = capRooms(account, WHOLE_ACCOUNT, now);
  return {
    timeZone: account.timeZone,
    caps: capsIn('account', ofNoModel),
    freeze: freezeView(account.frozen),
    models: [...account.allocations.values()].map((allocation) => ({
      name: names.ofModel(allocation.model),
      ...modelLimits(allocation, account, now),
    })),
  };
}

function modelLimits(allocation: Allocation, account: Account, now: Date): Omit<ModelLimits, 'name'> {
  const { model, overdraftLimit, overdrawn, frozen } = allocation;
  return {
    model,
    overdraftLimit: formatAmount(overdraftLimit),
    overdrawn: formatAmount(overdrawn),
    caps: capsIn('model', capRooms(account, model, now)),
    freeze: freezeView(frozen),
  };
}

function capsIn(scope: CapRoom['scope'], rooms: readonly CapRoom[]): ModelLimits['caps'] {
  const viewOf = (period: CapPeriod) => {
    const room = rooms.find((each) => each.scope === scope && each.period === period);
    return room ? capView(room) : null;
  };
  return { day: viewOf('day'), week: viewOf('week'), month: viewOf('month') };
}

function capView({ cap, spent, held, room, resetsAt }: CapRoom): CapView {
  return {
    cap: formatAmount(cap),
    spent: formatAmount(spent),
    held: formatAmount(held),
    available: room > 0n ? formatAmount(room) : '0',
    resetsAt: resetsAt.toISOString(),
  };
}

function freezeView(freeze: Freeze | null): ModelLimits['freeze'] {
  return freeze && { reason: freeze.reason, since: freeze.frozenAt };
}
