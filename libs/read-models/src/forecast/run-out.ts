import {
  asOf,
  availableIn,
  drawFrom,
  earliestDue,
  emptyAllocation,
  initialAccount,
  subtract,
  take,
  ZERO,
  type Account,
  type Allocation,
  type TokenAmount,
} from '#libs/ledger';
import type { Pace } from './pace.js';

export interface RunOut {
  /** Null: not before the horizon. */
  readonly at: Date | null;
  readonly willExpireUnused: TokenAmount;
}

/**
 * Plays an allocation forward at an even pace: what is used is drawn in the ledger's order, and what time
 * does to grants (they take effect, expire, roll over) is the ledger's own rule. What holds have set aside
 * counts as used.
 */
export function runOut(allocation: Allocation, pace: Pace, range: { now: Date; horizon: Date }): RunOut {
  let account = withOnly({ ...allocation, held: ZERO });
  let time = range.now;
  let willExpireUnused = ZERO;
  while (time < range.horizon) {
    const next = nextMoment(account, range.horizon);
    const milliseconds = next.getTime() - time.getTime();
    const current = only(account);
    const available = availableIn(current);
    const needed = pace.usedWithin(milliseconds);
    if (!pace.isStandstill && available <= needed) {
      return { at: new Date(time.getTime() + pace.lasts(available, milliseconds)), willExpireUnused };
    }
    const used = pace.isStandstill ? ZERO : needed;
    account = asOf(withOnly(take(current, drawFrom(current, used))), next);
    willExpireUnused = expiredSince(allocation, only(account));
    time = next;
  }
  return { at: null, willExpireUnused };
}

/** Never before the moment reached: what is due then is applied already. */
function nextMoment(account: Account, horizon: Date): Date {
  const due = earliestDue(account);
  return due && due.at < horizon.getTime() ? new Date(due.at) : horizon;
}

function withOnly(allocation: Allocation): Account {
  return { ...initialAccount, allocations: new Map([[allocation.model, allocation]]), dueFrom: 0 };
}

function only(account: Account): Allocation {
  const [allocation = emptyAllocation('')] = account.allocations.values(); // there always is one
  return allocation;
}

function expiredSince(before: Allocation, after: Allocation): TokenAmount {
  return subtract(after.expired, before.expired);
}
