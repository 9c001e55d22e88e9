import type { RatePreview } from '#libs/contract';
import {
  firstOfMonth,
  formatAmount,
  nextMonth,
  previousDay,
  subtract,
  sum,
  ZERO,
  ZonedDays,
  type LocalDate,
  type TokenAmount,
} from '#libs/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { NamesOf } from './names-of.js';

/** A rate that is thought of. */
export interface ProposedRate {
  readonly feature: string;
  readonly unit: string;
  readonly tokensPerUnit: TokenAmount;
  readonly multipliers: ReadonlyMap<string, TokenAmount>;
}

export interface PreviewMonth {
  /** Such as `2026-01`; null: the one before the current one. */
  readonly month: string | null;
  readonly zone: string;
  readonly now: Date;
}

type Compared = RatePreview['total'];

/** What the use of a feature in a month would have cost at another rate, over all accounts. */
export class RatePreviewQuery {
  constructor(private readonly database: DataSource) {}

  /** @throws {InvalidTimeZone} */
  async of(rate: ProposedRate, { month, zone, now }: PreviewMonth): Promise<RatePreview> {
    const days = new ZonedDays(zone);
    const from = month ? `${month}-01` : monthBefore(days.dateOf(now));
    const next = nextMonth(from);
    return await readConsistently(this.database, async (view) => {
      const range = { start: days.startOf(from), end: days.startOf(next) };
      const rows = (await usage(view, rate, range)).map(usageOf);
      const compared = rows.filter(({ sameUnit }) => sameUnit);
      return {
        feature: rate.feature,
        unit: rate.unit,
        from,
        to: previousDay(next),
        zone,
        items: await named(view.manager, rate.feature, compared),
        total: comparison(compared),
        inOtherUnits: gross(rows.filter(({ sameUnit }) => !sameUnit)),
        asOf: view.asOf,
      };
    });
  }
}

interface UsageRow {
  readonly model: string;
  readonly same_unit: boolean;
  readonly exact: boolean;
  readonly operations: string;
  readonly units: string;
  readonly cost: string;
  readonly would_have_cost: string;
}

/**
 * Whether six places suffice is decided charge by charge, as the ledger would have. Of what does not
 * fit, nothing is added up.
 */
async function usage(
  { manager, schema }: ReadModelView,
  { feature, unit, tokensPerUnit, multipliers }: ProposedRate,
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<readonly UsageRow[]> {
  const factors = [...multipliers];
  return await manager.query(
    `WITH charge AS (
       SELECT consumption.model, unit = $4 AS same_unit, units, tokens + uncollected AS cost,
              units * $5::numeric * coalesce(factor.multiplier, 1) AS proposed
         FROM ${schema}.consumptions AS consumption
         LEFT JOIN unnest($6::text[], $7::numeric[]) AS factor (model, multiplier)
           ON factor.model = consumption.model
        WHERE feature = $1 AND consumed_at >= $2 AND consumed_at < $3)
     SELECT model, same_unit, proposed = trunc(proposed, 6) AS exact, count(*) AS operations,
            sum(units) AS units, sum(cost) AS cost, trunc(sum(proposed), 6) AS would_have_cost
       FROM charge GROUP BY 1, 2, 3 ORDER BY 1`,
    [
      feature,
      start.toISOString(),
      end.toISOString(),
      unit,
      formatAmount(tokensPerUnit),
      factors.map(([model]) => model),
      factors.map(([, factor]) => formatAmount(factor)),
    ],
  );
}

function usageOf(row: UsageRow) {
  return {
    model: row.model,
    sameUnit: row.same_unit,
    exact: row.exact,
    operations: Number(row.operations),
    units: fromStoredAmount(row.units),
    cost: fromStoredAmount(row.cost),
    wouldHaveCost: row.exact ? fromStoredAmount(row.would_have_cost) : ZERO,
  };
}

type Usage = ReturnType<typeof usageOf>;

async function named(
  manager: EntityManager,
  feature: string,
  rows: readonly Usage[],
): Promise<RatePreview['items']> {
  const names = await NamesOf.read(
    manager,
    rows.map(({ model }) => ({ model, feature })),
  );
  return [...new Set(rows.map(({ model }) => model))].map((model) => ({
    model,
    name: names.ofModel(model),
    ...comparison(rows.filter((row) => row.model === model)),
  }));
}

function comparison(rows: readonly Usage[]): Compared {
  const exact = rows.filter((row) => row.exact);
  const [cost, wouldHaveCost] = [total(exact, 'cost'), total(exact, 'wouldHaveCost')];
  return {
    ...gross(exact),
    units: formatAmount(total(exact, 'units')),
    wouldHaveCost: formatAmount(wouldHaveCost),
    difference: formatAmount(subtract(wouldHaveCost, cost)),
    wouldBeRefused: gross(rows.filter((row) => !row.exact)),
  };
}

function gross(rows: readonly Usage[]): Pick<Compared, 'operations' | 'cost'> {
  const operations = rows.reduce((count, row) => count + row.operations, 0);
  return { operations, cost: formatAmount(total(rows, 'cost')) };
}

function total(rows: readonly Usage[], figure: 'units' | 'cost' | 'wouldHaveCost'): TokenAmount {
  return sum(rows.map((row) => row[figure]));
}

function monthBefore(date: LocalDate): LocalDate {
  return firstOfMonth(previousDay(firstOfMonth(date)));
}
