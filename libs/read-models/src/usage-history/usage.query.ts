import type { UsageEntry, UsagePage } from '#libs/contract';
import { formatAmount } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import { narrow, type ChargeFilter } from './charge-filter.js';
import { consumptionEntity, type ConsumptionRow } from './consumption.entity.js';

export interface UsageFilter extends ChargeFilter {
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  /** Inclusive. */
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
}

/** What was used, newest first, each entry with everything of its receipt. */
export class UsageQuery {
  constructor(private readonly database: DataSource) {}

  /** @throws {InvalidCursor} */
  async page(accountId: string, filter: UsageFilter, signal?: AbortSignal): Promise<UsagePage> {
    const before = filter.cursor === undefined ? null : readCursor('u1', filter.cursor);
    const read = async ({ manager, asOf }: ReadModelView): Promise<UsagePage> => {
      const query = manager
        .createQueryBuilder(consumptionEntity, 'consumption')
        .where({ accountId })
        .orderBy('consumption.position', 'DESC')
        .take(filter.limit + 1); // one more tells whether there is a next page
      if (before !== null) query.andWhere('consumption.position < :before', { before: before.toString() });
      narrow(query, filter);
      const { from, to } = filter;
      if (from !== undefined) query.andWhere('consumption.consumedAt >= :from', { from });
      if (to !== undefined) query.andWhere('consumption.consumedAt < :to', { to });
      const rows = await query.getMany();
      const names = await NamesOf.read(manager, rows);
      const items = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? items.at(-1) : undefined;
      return {
        items: items.map((row) => usageEntry(row, names)),
        nextCursor: last ? writeCursor('u1', last.position) : null,
        asOf,
      };
    };
    return await readConsistently(this.database, read, signal);
  }

  /**
   * All that the filter finds, page by page, so that a million of them are never in memory at once. What is
   * used meanwhile comes before the first page, and so is not in it.
   *
   * @param signal aborted when nobody takes them any more: what the database is doing for them is cancelled.
   */
  async *pages(
    accountId: string,
    filter: Omit<UsageFilter, 'cursor'>,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly UsageEntry[]> {
    let cursor: string | null = null;
    do {
      const place: UsageFilter = { ...filter, ...(cursor !== null && { cursor }) };
      const page: UsagePage = await this.page(accountId, place, signal);
      yield page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /** @returns null when no charge of the account has this operation id, as far as is projected. */
  async receipt(accountId: string, operationId: string): Promise<UsageEntry | null> {
    return await readConsistently(this.database, async ({ manager }) => {
      const row = await manager.findOneBy(consumptionEntity, { accountId, operationId });
      return row && usageEntry(row, await NamesOf.read(manager, [row]));
    });
  }
}

function usageEntry(row: ConsumptionRow, names: NamesOf): UsageEntry {
  return {
    operationId: row.operationId,
    accountId: row.accountId,
    model: row.model,
    modelName: names.ofModel(row.model),
    feature: row.feature,
    featureName: names.ofFeature(row.feature),
    units: formatAmount(row.units),
    unit: row.unit,
    rate: formatAmount(row.rate),
    rateRevision: row.rateRevision,
    multiplier: formatAmount(row.multiplier),
    tokens: formatAmount(row.tokens),
    drawn: [...row.drawn],
    overdrawn: formatAmount(row.overdrawn),
    unlimited: row.unlimited,
    balanceBefore: formatAmount(row.balanceBefore),
    balanceAfter: formatAmount(row.balanceAfter),
    consumedAt: row.consumedAt.toISOString(),
    ...(row.holdId !== null && settlementOf(row, row.holdId)),
    reversed: formatAmount(row.reversed),
    position: row.position.toString(),
  };
}

function settlementOf(row: ConsumptionRow, holdId: string) {
  return {
    settlement: {
      holdId,
      held: formatAmount(row.held),
      returned: [...row.returned],
      uncollected: formatAmount(row.uncollected),
    },
  };
}
