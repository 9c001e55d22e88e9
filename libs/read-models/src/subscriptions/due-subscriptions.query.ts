import type { DataSource } from 'typeorm';
import { schemaOf } from '../database/schema-of.js';
import { isUnfollowed } from '../purchases/unfollowed-payment.js';

/**
 * Subscriptions that something is to be done with: renewing, ending, or following a payment that nobody
 * follows otherwise, because it was never asked for or its end was not told. The longest due first.
 */
export class DueSubscriptionsQuery {
  constructor(private readonly database: DataSource) {}

  async find(now: Date, limit: number): Promise<readonly string[]> {
    const schema = schemaOf(this.database);
    const rows: { id: string }[] = await this.database.query(
      `SELECT subscription_id AS id, due_at AS since FROM ${schema}.subscriptions WHERE due_at <= $1
       UNION ALL
       SELECT subscription_id, started_at FROM ${schema}.subscriptions
        WHERE ${isUnfollowed(schema)}
       ORDER BY since LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }
}
