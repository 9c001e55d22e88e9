import type { UsageByPeriod, UsageSplit } from '#libs/contract';
import {
  DIVISIONS,
  formatAmount,
  nextDay,
  sum,
  ZonedDays,
  type Division,
  type LocalDate,
  type TokenAmount,
} from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import type { ChargeFilter } from '../usage-history/charge-filter.js';
import { periodsIn, reachingBack, requireDay, type DateRange, type Periods } from './periods.js';
import { usageSums, type UsageRow, type UsageSums } from './usage-sums.js';

export interface UsageByTimeFilter extends ChargeFilter, Omit<DateRange, 'from'> {
  /** IANA name of the zone whose days and months are meant. */
  readonly zone: string;
  /** Without it: from the first use that is found, as far back as fits. */
  readonly from?: LocalDate;
  /** Into parts, by model or by feature. */
  readonly split?: UsageSplit;
}

export class UsageByTimeQuery {
  constructor(private readonly database: DataSource) {}

  /**
   * Every day from `from` to `to`, both included, days without usage too.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async days(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, DIVISIONS.day);
  }

  /**
   * Every week, from Monday, from that of `from` to that of `to`.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async weeks(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, DIVISIONS.week);
  }

  /**
   * Every month from that of `from` to that of `to`.
   * @throws {InvalidTimeZone | InvalidDateRange}
   */
  async months(accountId: string, filter: UsageByTimeFilter): Promise<UsageByPeriod> {
    return await this.byPeriod(accountId, filter, DIVISIONS.month);
  }

  private async byPeriod(
    accountId: string,
    { zone, from, to, edges = 'whole', split, ...filter }: UsageByTimeFilter,
    division: Division,
  ): Promise<UsageByPeriod> {
    const days = new ZonedDays(zone);
    return await readConsistently(this.database, async (view) => {
      const sums = usageSums(view, accountId, filter);
      const { hasEarlier, ...range } =
        from === undefined ? await sinceFirstUse(sums, { to, days, division }) : { from, hasEarlier: false };
      const periods = periodsIn({ ...range, to, edges }, days, division);
      const rows = (await sums.of(periods.boundaries, split)).map(usedOf);
      const nameOf = split && (await namesOf(view, rows, split));
      const total = summed(rows, nameOf);
      return { zone, periods: periodsOf(periods, rows, nameOf), total, hasEarlier, asOf: view.asOf };
    });
  }
}

interface OpenRange {
  readonly to: LocalDate;
  readonly days: ZonedDays;
  readonly division: Division;
}

async function sinceFirstUse(sums: UsageSums, { to, days, division }: OpenRange) {
  requireDay(to);
  const instant = await sums.firstBefore(days.startOf(nextDay(to)));
  const firstUse = instant && days.dateOf(instant);
  const from = reachingBack(to, firstUse, division);
  return { from, hasEarlier: firstUse !== null && firstUse < from };
}

function periodsOf({ starts }: Periods, rows: readonly Used[], nameOf: NameOf | undefined) {
  const ofPeriod = (index: number) => rows.filter(({ period }) => period === index + 1);
  return starts.map((start, index) => ({ start, ...summed(ofPeriod(index), nameOf) }));
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
