import type { Balance } from '#libs/contract';
import { ZonedDays, type TokenAmount } from '#libs/ledger';
import { In, type DataSource } from 'typeorm';
import { modelEntity } from '../catalog/model.entity.js';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { balanceOf } from './balance.js';
import { readBalanceRows } from './read-balance-rows.js';

export interface BalanceMoment {
  /** IANA name of the zone in which "this month" is cut. */
  readonly zone: string;
  readonly now: Date;
}

export class BalanceQuery {
  constructor(private readonly database: DataSource) {}

  /**
   * What an account has at a moment. An account without any event has nothing.
   * @throws {InvalidTimeZone}
   */
  async ofAccount(accountId: string, { zone, now }: BalanceMoment): Promise<Balance> {
    const month = new ZonedDays(zone).monthOf(now);
    return await readConsistently(this.database, async (view) => {
      const rows = await readBalanceRows(view.manager, accountId);
      const models = await view.manager.findBy(modelEntity, {
        model: In(rows.allocations.map(({ model }) => model)),
      });
      const usedThisMonth = await usedBetween(view, accountId, month);
      return {
        ...balanceOf({ ...rows, models, usedThisMonth }, now),
        accountId,
        zone,
        asOf: view.asOf,
      };
    });
  }
}

async function usedBetween(
  { manager, schema }: ReadModelView,
  accountId: string,
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<ReadonlyMap<string, TokenAmount>> {
  const rows: { model: string; tokens: string }[] = await manager.query(
    `SELECT model, sum(tokens) AS tokens FROM ${schema}.usage_buckets
      WHERE account_id = $1 AND starts_at >= $2 AND starts_at < $3 GROUP BY model`,
    [accountId, start.toISOString(), end.toISOString()],
  );
  return new Map(rows.map(({ model, tokens }) => [model, fromStoredAmount(tokens)]));
}
