import {
  CAP_PERIODS,
  withAllocation,
  type Account,
  type Calendar,
  type CapAmounts,
  type Freeze,
  type Spending,
} from '#libs/ledger';
import { WHOLE_ACCOUNT, type SpendingLimitRow } from './spending-limits.js';

/** The account as the ledger itself would have it, as far as its limits go: whoever asks applies its own rule. */
export function accountWithLimits(account: Account, rows: readonly SpendingLimitRow[]): Account {
  return rows.reduce(withLimits, account);
}

export function withLimits(account: Account, row: SpendingLimitRow): Account {
  const limited = limitedBy(row);
  if (row.model !== WHOLE_ACCOUNT)
    return withAllocation(account, row.model, (allocation) => ({ ...allocation, ...limited }));
  return { ...account, ...limited, timeZone: row.timeZone ?? account.timeZone, calendar: calendarOf(row) };
}

/** What an account and an allocation have alike. */
export interface Limited {
  readonly caps: CapAmounts;
  readonly spending: Spending;
  readonly frozen: Freeze | null;
}

function limitedBy(row: SpendingLimitRow): Limited {
  const { day, week, month, frozenFor, frozenAt } = row;
  const counted = CAP_PERIODS.flatMap((period) => {
    const { start, spent } = row[period];
    return start === null || spent === null ? [] : [[period, { start, tokens: spent }]];
  });
  return {
    caps: { day: day.cap, week: week.cap, month: month.cap },
    spending: Object.fromEntries(counted) as Spending, // entries of the periods that have begun
    frozen:
      frozenFor === null || frozenAt === null
        ? null
        : { reason: frozenFor, frozenAt: frozenAt.toISOString() },
  };
}

function calendarOf(row: SpendingLimitRow): Calendar {
  const begun = CAP_PERIODS.flatMap((period) => {
    const { start, end } = row[period];
    return start === null || end === null ? [] : [[period, { start, end }]];
  });
  return Object.fromEntries(begun) as Calendar; // entries of the periods that have begun
}
