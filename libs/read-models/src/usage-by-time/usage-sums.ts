import type { UsageSplit } from '#libs/contract';
import type { SelectQueryBuilder } from 'typeorm';
import type { ReadModelView } from '../database/consistent-read.js';
import { narrow, type ChargeFilter } from '../usage-history/charge-filter.js';
import { consumptionEntity, type ConsumptionRow } from '../usage-history/consumption.entity.js';

/** Of a period, or of one of its parts. */
export interface UsageRow {
  /** Counted from 1. */
  readonly period: number;
  /** Null when it is not split. */
  readonly key: string | null;
  readonly tokens: string;
  readonly operations: string;
}

/** Where sums of usage come from. Whichever it is, the answer is the same where both can tell. */
export interface UsageSums {
  /** Between the first boundary and the last. */
  of(boundaries: readonly Date[], split: UsageSplit | undefined): Promise<readonly UsageRow[]>;
  /** @returns the time of the first use before the end, to a quarter of an hour; null when there is none. */
  firstBefore(end: Date): Promise<Date | null>;
}

const NOT_SPLIT = 'CAST(NULL AS text)';

/** Quarters of an hour are known by model and feature; what else is asked for only the charges can tell. */
export function usageSums(view: ReadModelView, accountId: string, filter: ChargeFilter): UsageSums {
  const { model: _, feature: __, ...ofCharges } = filter;
  const needsCharges = Object.values(ofCharges).some((each) => each !== undefined);
  return needsCharges ? sumsOfCharges(view, accountId, filter) : sumsOfQuarters(view, accountId, filter);
}

export function sumsOfQuarters(
  { manager, schema }: ReadModelView,
  accountId: string,
  filter: Pick<ChargeFilter, 'model' | 'feature'>,
): UsageSums {
  const [model, feature] = [filter.model ?? null, filter.feature ?? null];
  const from = `FROM ${schema}.usage_buckets
      WHERE account_id = $1 AND ($2::text IS NULL OR model = $2) AND ($3::text IS NULL OR feature = $3)`;
  return {
    of: async (boundaries, split) =>
      await manager.query(
        `SELECT width_bucket(starts_at, $4::timestamptz[]) AS period, ${split ?? NOT_SPLIT} AS key,
                sum(tokens) AS tokens, sum(operations) AS operations
           ${from} AND starts_at >= ($4::timestamptz[])[1] AND starts_at < $5
          GROUP BY 1, 2`,
        [accountId, model, feature, ...limitsOf(boundaries)],
      ),
    firstBefore: async (end) => {
      const found: { first: Date | null }[] = await manager.query(
        `SELECT min(starts_at) AS first ${from} AND starts_at < $4`,
        [accountId, model, feature, end.toISOString()],
      );
      return found[0]?.first ?? null;
    },
  };
}

export function sumsOfCharges(
  { manager }: ReadModelView,
  accountId: string,
  filter: ChargeFilter,
): UsageSums {
  const charges = (end: Date): SelectQueryBuilder<ConsumptionRow> => {
    const query = manager.createQueryBuilder(consumptionEntity, 'consumption').where({ accountId });
    narrow(query, filter);
    return query.andWhere('consumption.consumedAt < :end', { end });
  };
  return {
    of: async (boundaries, split) => {
      const [starts, end] = limitsOf(boundaries);
      return await charges(new Date(end))
        .select('width_bucket(consumption.consumedAt, CAST(:starts AS timestamptz[]))', 'period')
        .addSelect(split ? `consumption.${split}` : NOT_SPLIT, 'key')
        .addSelect('sum(consumption.tokens - consumption.reversed)', 'tokens')
        .addSelect('count(*)', 'operations')
        .andWhere('consumption.consumedAt >= :start', { start: boundaries[0], starts })
        .groupBy('1')
        .addGroupBy('2')
        .getRawMany();
    },
    firstBefore: async (end) => {
      const found = await charges(end)
        .select('min(consumption.consumedAt)', 'first')
        .getRawOne<{ first: Date | null }>();
      return found?.first ?? null;
    },
  };
}

/** The beginnings of all periods, and the end of the last. */
function limitsOf(boundaries: readonly Date[]): [starts: readonly string[], end: string] {
  const instants = boundaries.map((boundary) => boundary.toISOString());
  return [instants.slice(0, -1), instants.at(-1) ?? ''];
}
