import type { CorrectionEntry, CorrectionKind, CorrectionPage } from '#libs/contract';
import { formatAmount } from '#libs/ledger';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently } from '../database/consistent-read.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import { correctionEntity, type CorrectionRow } from './correction.entity.js';

export interface CorrectionFilter {
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  readonly kind?: CorrectionKind;
  readonly model?: string;
  /** Inclusive. */
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
}

/** What was put right by somebody, newest first: reversals, adjustments and revocations. */
export class CorrectionsQuery {
  constructor(private readonly database: DataSource) {}

  /** @throws {InvalidCursor} */
  async page(accountId: string, filter: CorrectionFilter): Promise<CorrectionPage> {
    const before = filter.cursor === undefined ? null : readCursor('c1', filter.cursor);
    return await readConsistently(this.database, async ({ manager, asOf }) => {
      const query = manager
        .createQueryBuilder(correctionEntity, 'correction')
        .where({ accountId })
        .orderBy('correction.position', 'DESC')
        .take(filter.limit + 1); // one more tells whether there is a next page
      if (before !== null) query.andWhere('correction.position < :before', { before: before.toString() });
      narrow(query, filter);
      const rows = await query.getMany();
      const names = await NamesOf.read(manager, rows);
      const items = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? items.at(-1) : undefined;
      return {
        items: items.map((row) => correctionEntry(row, names)),
        nextCursor: last ? writeCursor('c1', last.position) : null,
        asOf,
      };
    });
  }
}

function narrow(query: SelectQueryBuilder<CorrectionRow>, filter: CorrectionFilter): void {
  const { kind, model, from, to } = filter;
  if (kind !== undefined) query.andWhere({ kind });
  if (model !== undefined) query.andWhere({ model });
  if (from !== undefined) query.andWhere('correction.correctedAt >= :from', { from });
  if (to !== undefined) query.andWhere('correction.correctedAt < :to', { to });
}

function correctionEntry(row: CorrectionRow, names: NamesOf): CorrectionEntry {
  const { feature } = row;
  return {
    kind: row.kind,
    operationId: row.operationId,
    accountId: row.accountId,
    model: row.model,
    modelName: names.ofModel(row.model),
    direction: row.direction,
    tokens: formatAmount(row.tokens),
    grants: [...row.grants],
    overdraftReduced: formatAmount(row.overdraftReduced),
    unlimited: row.unlimited,
    balanceAfter: formatAmount(row.balanceAfter),
    reversedOperationId: row.reversedOperationId,
    feature,
    featureName: feature === null ? null : names.ofFeature(feature),
    reason: row.reason,
    actor: row.actor,
    correctedAt: row.correctedAt.toISOString(),
    position: row.position.toString(),
  };
}
