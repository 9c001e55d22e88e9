import type { Balance } from '#libs/contract';
import { ZonedDays, type TokenAmount } from '#libs/ledger';
import { In, type DataSource } from 'typeorm';
import { modelEntity } from '../catalog/model.entity.js';
import { fromStoredAmount } from '../database/columns.js';
import { readConsistently, type ReadModelView } from '../database/consistent-read.js';
import { holdEntity } from '../holds/hold.entity.js';
import { allocationEntity } from './allocation.entity.js';
import { balanceOf } from './balance.js';
import { grantEntity } from './grant.entity.js';

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
      const allocations = await view.manager.find(allocationEntity, {
        where: { accountId },
        order: { model: 'ASC' },
      });
      const models = await view.manager.findBy(modelEntity, {
        model: In(allocations.map(({ model }) => model)),
      });
      const holds = await view.manager.findBy(holdEntity, { accountId, status: 'open' });
      const grants = await view.manager.findBy(grantEntity, [
        { accountId, usedUp: false },
        { accountId, grantId: In(holds.flatMap(({ drawn }) => drawn.map(({ grantId }) => grantId))) },
      ]);
      const usedThisMonth = await usedBetween(view, accountId, month);
      return {
        ...balanceOf({ allocations, models, grants, holds, usedThisMonth }, now),
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
