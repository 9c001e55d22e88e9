import type { DataSource } from 'typeorm';
import { schemaOf } from '../database/schema-of.js';

export interface UnsettledPurchase {
  readonly purchaseId: string;
  readonly accountId: string;
}

/** Of a purchase that is being paid for one hears by webhook; after this long somebody asks. */
const QUIET_MS = 30_000;

/** Purchases that were paid and not credited, or of which nobody has heard for a while; the oldest first. */
export class UnsettledPurchasesQuery {
  constructor(private readonly database: DataSource) {}

  async find(now: Date, limit: number): Promise<readonly UnsettledPurchase[]> {
    return await this.database.query(
      `SELECT purchase_id AS "purchaseId", account_id AS "accountId" FROM ${schemaOf(this.database)}.purchases
        WHERE status IN ('pending', 'paid') AND coalesce(paid_at, started_at) < $1
        ORDER BY started_at LIMIT $2`,
      [new Date(now.getTime() - QUIET_MS), limit],
    );
  }
}
