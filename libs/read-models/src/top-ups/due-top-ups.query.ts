import type { DataSource } from 'typeorm';
import { schemaOf } from '../database/schema-of.js';
import { isUnfollowed } from '../purchases/unfollowed-payment.js';

/**
 * Accounts in which less is available than their top-up wants, and those whose top-up nobody follows
 * otherwise, because its payment was never asked for or its end was not told. Whether something is bought is
 * for the ledger to decide.
 */
export class DueTopUpsQuery {
  constructor(private readonly database: DataSource) {}

  async find(now: Date, limit: number): Promise<readonly string[]> {
    const schema = schemaOf(this.database);
    const rows: { id: string }[] = await this.database.query(
      `SELECT top_up.account_id AS id, not_before AS since
         FROM ${schema}.top_ups AS top_up
         LEFT JOIN ${schema}.allocations AS held
           ON held.account_id = top_up.account_id AND held.model = top_up.model
        WHERE watched AND (not_before IS NULL OR not_before <= $1) AND NOT coalesce(held.unlimited, false)
          AND coalesce(held.granted - held.spent - held.expired - held.revoked - held.held, 0) < threshold
       UNION ALL
       SELECT account_id, not_before FROM ${schema}.top_ups
        WHERE ${isUnfollowed(schema)}
       ORDER BY since NULLS FIRST LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }
}
