import type { AllocationForecast, Forecast } from '#libs/contract';
import { asOf, availableIn, formatAmount, type Account, type Allocation } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { accountOf } from '../balances/account-of-rows.js';
import { readBalanceRows } from '../balances/read-balance-rows.js';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { quarterHourOf } from '../usage-by-time/quarter-hour.js';
import { Pace } from './pace.js';
import { runOut } from './run-out.js';

const DAY_MS = 86_400_000;
/** Two whole weeks: every day of the week counts the same. */
export const WINDOW_DAYS = 14;
/** A few minutes of use say nothing about tomorrow. */
const WINDOW_DAYS_MIN = 1;
export const HORIZON_DAYS = 365;

interface Use {
  readonly from: Date;
  readonly pace: Pace;
}

/** When each allocation of an account runs out, if it goes on being used as it was lately. */
export class ForecastQuery {
  constructor(private readonly database: DataSource) {}

  async ofAccount(accountId: string, now: Date): Promise<Forecast> {
    return await readConsistently(this.database, async (view) => {
      const account = asOf(accountOf(await readBalanceRows(view.manager, accountId)), now);
      const uses = await usesOf(view, accountId, now);
      const horizon = new Date(now.getTime() + HORIZON_DAYS * DAY_MS);
      return {
        accountId,
        horizon: horizon.toISOString(),
        allocations: allocationsOf(account).map((allocation) =>
          forecastOf(allocation, uses(allocation.model), { now, horizon }),
        ),
        asOf: view.asOf,
      };
    });
  }
}

function allocationsOf(account: Account): readonly Allocation[] {
  return [...account.allocations.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
}

function forecastOf(
  allocation: Allocation,
  { from, pace }: Use,
  range: { readonly now: Date; readonly horizon: Date },
): AllocationForecast {
  const { at, willExpireUnused } = runOut(allocation, allocation.unlimited ? Pace.STANDSTILL : pace, range);
  return {
    model: allocation.model,
    available: formatAmount(availableIn(allocation)),
    perDay: formatAmount(pace.perDay()),
    windowFrom: from.toISOString(),
    ...endOf(allocation, pace, at),
    willExpireUnused: formatAmount(willExpireUnused),
  };
}

function endOf(
  { unlimited }: Allocation,
  pace: Pace,
  at: Date | null,
): Pick<AllocationForecast, 'runsOutAt' | 'noEnd'> {
  if (unlimited) return { runsOutAt: null, noEnd: 'unlimited' };
  if (pace.isStandstill) return { runsOutAt: null, noEnd: 'not-used' };
  return at ? { runsOutAt: at.toISOString(), noEnd: null } : { runsOutAt: null, noEnd: 'beyond-horizon' };
}

interface UseRow {
  readonly model: string;
  readonly first: Date;
  readonly used_before: boolean;
  readonly tokens: string;
}

/** The mean is over the window, or since the first use where that is later, but over a day at least. */
async function usesOf(
  { manager, schema }: ReadModelView,
  accountId: string,
  now: Date,
): Promise<(model: string) => Use> {
  const earliest = quarterHourOf(daysBefore(now, WINDOW_DAYS));
  const rows: UseRow[] = await manager.query(
    `SELECT model, min(starts_at) AS first, sum(tokens) AS tokens,
            EXISTS (SELECT 1 FROM ${schema}.usage_buckets AS older
                     WHERE older.account_id = $1 AND older.model = recent.model AND older.starts_at < $2)
              AS used_before
       FROM ${schema}.usage_buckets AS recent
      WHERE account_id = $1 AND starts_at >= $2 AND starts_at <= $3 GROUP BY model`,
    [accountId, earliest.toISOString(), now.toISOString()],
  );
  const byModel = new Map(rows.map((row) => [row.model, row]));
  return (model) => {
    const row = byModel.get(model);
    const first = row && !row.used_before ? row.first : earliest;
    const from = earlier(first, daysBefore(now, WINDOW_DAYS_MIN));
    const tokens = fromStoredAmount(row?.tokens ?? '0.000000');
    return { from, pace: new Pace(tokens, BigInt(now.getTime() - from.getTime())) };
  };
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
