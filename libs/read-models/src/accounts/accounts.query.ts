import type { AccountPage } from '#libs/contract';
import type { DataSource } from 'typeorm';
import { readConsistently } from '../database/consistent-read.js';
import { readKeyCursor, writeKeyCursor } from '../database/page-cursor.js';

export interface AccountFilter {
  /** How the ids begin. */
  readonly search?: string;
  /** From `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Accounts that have, or had, tokens. */
export class AccountsQuery {
  constructor(private readonly database: DataSource) {}

  /** In the order of their ids. @throws {InvalidCursor} */
  async page({ search = '', cursor, limit }: AccountFilter): Promise<AccountPage> {
    const after = cursor === undefined ? '' : readKeyCursor(cursor);
    return await readConsistently(this.database, async ({ manager, schema, asOf }) => {
      const rows: { account_id: string; allocations: number }[] = await manager.query(
        `SELECT account_id, count(*)::int AS allocations FROM ${schema}.allocations
          WHERE account_id > $1 AND account_id >= $2 AND starts_with(account_id, $2)
          GROUP BY account_id ORDER BY account_id LIMIT $3`,
        [after, search, limit + 1], // one more tells whether there is a next page
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ account_id: accountId, allocations }) => ({ accountId, allocations })),
        nextCursor: last ? writeKeyCursor(last.account_id) : null,
        asOf,
      };
    });
  }
}
