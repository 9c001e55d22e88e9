import type { UsageByPeriod, UsageSplit } from '#libs/contract';
import { formatAmount, sum, ZonedDays, type TokenAmount } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { daysIn, monthsIn, weeksIn, type DateRange, type Periods } from './periods.js';

export interface UsageByTimeFilter extends DateRange {
  /** IANA name of the zone whose days and months are meant. */
  readonly zone: string;
  readonly model?: string;
  readonly feature?: string;
  /** Into parts, by model or by feature. */
  readonly split?: UsageSplit;
}

interface UsageRow {
  /** Counted from 1. */
  readonly period: number;
  /** Null when it is not split. */
  readonly key: string | null;
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
      const rows = (await usage(view, accountId, filter, periods)).map(usedOf);
      const nameOf = filter.split && (await namesOf(view, rows, filter.split));
      return {
        zone: filter.zone,
        periods: periods.starts.map((start, index) => ({
          start,
          ...summed(
            rows.filter(({ period }) => period === index + 1),
            nameOf,
          ),
        })),
        total: summed(rows, nameOf),
        asOf: view.asOf,
      };
    });
  }
}

async function usage(
  { manager, schema }: ReadModelView,
  accountId: string,
  { model, feature, split }: UsageByTimeFilter,
  { boundaries }: Periods,
): Promise<readonly UsageRow[]> {
  return await manager.query(
    `SELECT width_bucket(starts_at, $2::timestamptz[]) AS period,
            CASE $6 WHEN 'model' THEN model WHEN 'feature' THEN feature END AS key,
            sum(tokens) AS tokens, sum(operations) AS operations
       FROM ${schema}.usage_buckets
      WHERE account_id = $1 AND starts_at >= ($2::timestamptz[])[1] AND starts_at < $3
        AND ($4::text IS NULL OR model = $4) AND ($5::text IS NULL OR feature = $5)
      GROUP BY 1, 2`,
    [
      accountId,
      boundaries.slice(0, -1).map((boundary) => boundary.toISOString()),
      boundaries.at(-1)?.toISOString(),
      model ?? null,
      feature ?? null,
      split ?? null,
    ],
  );
}

interface Used {
  readonly period: number;
  readonly key: string;
  readonly tokens: TokenAmount;
  readonly operations: number;
}

function usedOf({ period, key, tokens, operations }: UsageRow): Used {
  return { period, key: key ?? '', tokens: fromStoredAmount(tokens), operations: Number(operations) };
}

type NameOf = (key: string) => string;

async function namesOf(
  { manager }: ReadModelView,
  rows: readonly Used[],
  split: UsageSplit,
): Promise<NameOf> {
  const names = await NamesOf.read(
    manager,
    rows.map(({ key }) => ({ model: key, feature: key })),
  );
  return split === 'model' ? (key) => names.ofModel(key) : (key) => names.ofFeature(key);
}

function summed(rows: readonly Used[], nameOf: NameOf | undefined): UsageByPeriod['total'] {
  return { ...figures(rows), ...(nameOf && { parts: partsOf(rows, nameOf) }) };
}

function partsOf(rows: readonly Used[], nameOf: NameOf) {
  const byKey = new Map<string, Used[]>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey]
    .map(([key, own]) => ({ key, name: nameOf(key), tokens: sum(own.map(({ tokens }) => tokens)), own }))
    .sort((a, b) => (a.tokens === b.tokens ? (a.key < b.key ? -1 : 1) : a.tokens > b.tokens ? -1 : 1))
    .map(({ key, name, own }) => ({ key, name, ...figures(own) }));
}

function figures(rows: readonly Used[]) {
  return {
    tokens: formatAmount(sum(rows.map(({ tokens }) => tokens))),
    operations: rows.reduce((count, { operations }) => count + operations, 0),
  };
}
