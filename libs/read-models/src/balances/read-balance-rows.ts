import { rolloverGrantId, type Draw } from '#libs/ledger';
import { In, type EntityManager } from 'typeorm';
import { holdEntity } from '../holds/hold.entity.js';
import type { BalanceRows } from './account-of-rows.js';
import { allocationEntity } from './allocation.entity.js';
import { grantEntity } from './grant.entity.js';

/** Everything of an account that its balances are made of, by model. */
export async function readBalanceRows(manager: EntityManager, accountId: string): Promise<BalanceRows> {
  const allocations = await manager.find(allocationEntity, { where: { accountId }, order: { model: 'ASC' } });
  const holds = await manager.findBy(holdEntity, { accountId, status: 'open' });
  const grants = await manager.findBy(grantEntity, [
    { accountId, usedUp: false },
    { accountId, grantId: In(holds.flatMap(({ drawn }) => drawn.flatMap(placesOf))) },
  ]);
  return { allocations, grants, holds };
}

/** When a hold ends, its tokens go back to their grant, and from one that is over on to where it rolled over. */
function placesOf({ grantId }: Draw): readonly string[] {
  return [grantId, rolloverGrantId(grantId)];
}
