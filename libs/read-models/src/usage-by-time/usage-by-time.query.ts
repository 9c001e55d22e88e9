import type { UsageByPeriod } from '#libs/contract';
import { formatAmount, ZERO, ZonedDays } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { daysIn, monthsIn, weeksIn, type DateRange, type Periods } from './periods.js';

export interface UsageByTimeFilter extends DateRange {
  /** IANA name of the zone whose days and months are meant. */
  readonly zone: string;
  readonly model?: string;
  readonly feature?: string;
}

interface PeriodRow {
  /** Counted from 1. */
  readonly period: number;
  readonly tokens: string;
  readonly operations: string;
}

export class UsageByTimeQuery {
  constructor(private readonly database: DataSource) {}

  /**
   * Every day from `from` to `to`, both included, days without usage too.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async days(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, daysIn(filter, new ZonedDays(filter.zone)));
  }

  /**
   * Every week, from Monday, from that of `from` to that of `to`, both whole.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async weeks(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, weeksIn(filter, new ZonedDays(filter.zone)));
  }

  /**
   * Every month from that of `from` to that of `to`, both whole.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async months(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, monthsIn(filter, new ZonedDays(filter.zone)));
  }

  private async byPeriod(
    accountId: string,
    filter: UsageByTimeFilter,
    periods: Periods,
  ): Promise<UsageByPeriod> {
    return await readConsistently(this.database, async (view) => {
      const rows = await this.sums(view, accountId, filter, periods);
      const used = new Map(rows.map((row) => [row.period, row]));
      return {
        zone: filter.zone,
        periods: periods.starts.map((start, index) => ({ start, ...usageOf(used.get(index + 1)) })),
        asOf: view.asOf,
      };
    });
  }

  private async sums(
    { manager, schema }: ReadModelView,
    accountId: string,
    { model, feature }: UsageByTimeFilter,
    { boundaries }: Periods,
  ): Promise<readonly PeriodRow[]> {
    return await manager.query(
      `SELECT width_bucket(starts_at, $2::timestamptz[]) AS period,
              sum(tokens) AS tokens, sum(operations) AS operations
         FROM ${schema}.usage_buckets
        WHERE account_id = $1 AND starts_at >= ($2::timestamptz[])[1] AND starts_at < $3
          AND ($4::text IS NULL OR model = $4) AND ($5::text IS NULL OR feature = $5)
        GROUP BY 1`,
      [
        accountId,
        boundaries.slice(0, -1).map((boundary) => boundary.toISOString()),
        boundaries.at(-1)?.toISOString(),
        model ?? null,
        feature ?? null,
      ],
    );
  }
}

function usageOf(row: PeriodRow | undefined): { tokens: string; operations: number } {
  return {
    tokens: formatAmount(row ? fromStoredAmount(row.tokens) : ZERO),
    operations: Number(row?.operations ?? 0),
  };
}
