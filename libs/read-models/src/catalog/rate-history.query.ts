import type { PastRate, RateHistory } from '#libs/contract';
import type { DataSource } from 'typeorm';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import { toRate } from './catalog.query.js';
import { rateEntity } from './rate.entity.js';

export interface RateHistoryPage {
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  readonly now: Date;
}

/** Every rate that a feature ever had or will have, the one decided last first. */
export class RateHistoryQuery {
  constructor(private readonly database: DataSource) {}

  /** @throws {InvalidCursor} */
  async page(feature: string, { cursor, limit, now }: RateHistoryPage): Promise<RateHistory> {
    const before = cursor === undefined ? null : readCursor('r1', cursor);
    return await readConsistently(this.database, async (view) => {
      const query = view.manager
        .createQueryBuilder(rateEntity, 'rate')
        .where({ feature })
        .orderBy('rate.revision', 'DESC')
        .take(limit + 1); // one more tells whether there is a next page
      if (before !== null) query.andWhere('rate.revision < :before', { before: before.toString() });
      const rows = await query.getMany();
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      const ends = await endsOf(view, feature);
      return {
        items: items.map((row) => ({
          ...toRate(row),
          changedAt: row.changedAt.toISOString(),
          ...whenInForce(row.effectiveFrom, ends.get(row.revision) ?? null, now),
        })),
        nextCursor: last ? writeCursor('r1', last.revision) : null,
      };
    });
  }
}

/** When another rate takes the place of each; of two for the same instant the one decided later does. */
async function endsOf(
  { manager, schema }: ReadModelView,
  feature: string,
): Promise<ReadonlyMap<bigint, Date | null>> {
  const rows: { revision: string; ends: Date | null }[] = await manager.query(
    `SELECT revision, lead(effective_from) OVER (ORDER BY effective_from, revision) AS ends
       FROM ${schema}.rates WHERE feature = $1`,
    [feature],
  );
  return new Map(rows.map(({ revision, ends }) => [BigInt(revision), ends]));
}

function whenInForce(from: Date, to: Date | null, now: Date): Pick<PastRate, 'state' | 'effectiveTo'> {
  return { state: stateOf(from, to, now), effectiveTo: to?.toISOString() ?? null };
}

function stateOf(from: Date, to: Date | null, now: Date): PastRate['state'] {
  if (to && to.getTime() === from.getTime()) return 'replaced';
  if (from > now) return 'scheduled';
  return to && to <= now ? 'ended' : 'in-force';
}
