import type { Purchase, PurchaseAnswer, PurchasePage, PurchaseStatus } from '#libs/contract';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently } from '../database/consistent-read.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import { purchaseEntity, type PurchaseRow } from './purchase.entity.js';
import { failureOf, shownStatus } from './purchase-outcome.js';

export interface PurchaseFilter {
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  readonly status?: PurchaseStatus;
}

/** What an account bought, or tried to. */
export class PurchasesQuery {
  constructor(private readonly database: DataSource) {}

  /** Newest first. @throws {InvalidCursor} */
  async page(accountId: string, { cursor, limit, status }: PurchaseFilter, now: Date): Promise<PurchasePage> {
    const before = cursor === undefined ? null : readCursor('p1', cursor);
    return await readConsistently(this.database, async ({ manager, asOf }) => {
      const query = manager
        .createQueryBuilder(purchaseEntity, 'purchase')
        .where({ accountId })
        .orderBy('purchase.position', 'DESC')
        .take(limit + 1); // one more tells whether there is a next page
      if (before !== null) query.andWhere('purchase.position < :before', { before: before.toString() });
      if (status) query.andWhere({ status: status === 'pending' ? In(['pending', 'paid']) : status });
      const rows = await query.getMany();
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return {
        items: await views(manager, items, now),
        nextCursor: last ? writeCursor('p1', last.position) : null,
        asOf,
      };
    });
  }

  /** @returns null when the account has no such purchase. */
  async find(accountId: string, purchaseId: string, now: Date): Promise<PurchaseAnswer | null> {
    return await readConsistently(this.database, async ({ manager, asOf }) => {
      const rows = await manager.findBy(purchaseEntity, { accountId, purchaseId });
      const [purchase] = await views(manager, rows, now);
      return purchase ? { ...purchase, asOf } : null;
    });
  }
}

async function views(manager: EntityManager, rows: readonly PurchaseRow[], now: Date): Promise<Purchase[]> {
  const names = await NamesOf.read(
    manager,
    rows.flatMap(({ items }) => items),
  );
  return rows.map((row) => view(row, names, now));
}

function view(row: PurchaseRow, names: NamesOf, now: Date): Purchase {
  const { priceMinorUnits, currency, position: _position, payableUntil: _until, ...purchase } = row;
  const { failureMessage: _message, ...shown } = purchase;
  return {
    ...shown,
    items: row.items.map((item) => ({ ...item, modelName: names.ofModel(item.model) })),
    price: { minorUnits: priceMinorUnits.toString(), currency },
    status: shownStatus(row),
    startedAt: row.startedAt.toISOString(),
    paidAt: instantOf(row.paidAt),
    paidAgainAt: instantOf(row.paidAgainAt),
    endedAt: instantOf(row.endedAt),
    failure: failureOf(row),
    checkoutUrl: isPayable(row, now) ? row.checkoutUrl : null,
  };
}

function isPayable({ status, payableUntil }: PurchaseRow, now: Date): boolean {
  return status === 'pending' && payableUntil !== null && payableUntil > now;
}

function instantOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
