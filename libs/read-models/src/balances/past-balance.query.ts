import type { PastAllocation, PastBalance } from '#libs/contract';
import type { Account, Allocation, Freeze } from '#libs/ledger';
import { In, type DataSource } from 'typeorm';
import { modelEntity } from '../catalog/model.entity.js';
import { readConsistently } from '../database/consistent-read.js';
import { allocationFigures, totalsOf, type Labels } from './balance.js';
import { grantEntity } from './grant.entity.js';

export type PastFigures = Pick<PastBalance, 'total' | 'available' | 'held' | 'freeze' | 'allocations'>;

/**
 * Shows an account that was made of its events. Read models give the names of models and grants and not one figure:
 * where they are behind, a name is missing.
 */
export class PastBalanceQuery {
  constructor(private readonly database: DataSource) {}

  async describe(accountId: string, account: Account): Promise<PastFigures> {
    const allocations = inOrder(account);
    const labels = await this.labelsOf(accountId, allocations);
    return {
      ...totalsOf(account),
      freeze: freezeView(account.frozen),
      allocations: allocations.map((allocation) => pastAllocation(allocation, account, labels)),
    };
  }

  private async labelsOf(accountId: string, allocations: readonly Allocation[]): Promise<Labels> {
    const grants = allocations.flatMap(({ grants: open, scheduled }) => [...open, ...scheduled]);
    return await readConsistently(this.database, async ({ manager }) => ({
      models: await manager.findBy(modelEntity, { model: In(allocations.map(({ model }) => model)) }),
      grants: await manager.findBy(grantEntity, {
        accountId,
        grantId: In(grants.map(({ grantId }) => grantId)),
      }),
    }));
  }
}

function inOrder({ allocations }: Account): readonly Allocation[] {
  return [...allocations.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
}

function pastAllocation(allocation: Allocation, account: Account, labels: Labels): PastAllocation {
  return { ...allocationFigures(allocation, account, labels), freeze: freezeView(allocation.frozen) };
}

function freezeView(freeze: Freeze | null): PastBalance['freeze'] {
  return freeze && { reason: freeze.reason, since: freeze.frozenAt };
}
