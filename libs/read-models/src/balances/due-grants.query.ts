import { LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import { holdEntity } from '../holds/hold.entity.js';
import { grantEntity } from './grant.entity.js';

/** Something whose moment has come and of which no event says so yet. */
export interface DueOccurrence {
  readonly accountId: string;
  /** Names the grant or hold, what happens to it, and when: one occurrence has one name for ever. */
  readonly occurrence: string;
}

/** Grants that have expired or taken effect, and holds that have expired. */
export class DueOccurrencesQuery {
  constructor(private readonly database: DataSource) {}

  /** Of each kind the longest overdue first, and at most so many. */
  async find(now: Date, limit: number): Promise<readonly DueOccurrence[]> {
    const { manager } = this.database;
    const due = await Promise.all([
      expiredGrants(manager, now, limit),
      scheduledGrants(manager, now, limit),
      expiredHolds(manager, now, limit),
    ]);
    return due.flat();
  }
}

async function expiredGrants(manager: EntityManager, now: Date, take: number) {
  const rows = await manager.find(grantEntity, {
    where: { expiresAt: LessThanOrEqual(now), usedUp: false, scheduled: false },
    order: { expiresAt: 'ASC', accountId: 'ASC', grantId: 'ASC' },
    take,
  });
  return rows.map(({ accountId, grantId }) => ({ accountId, occurrence: `expiry-of-${grantId}` }));
}

async function scheduledGrants(manager: EntityManager, now: Date, take: number) {
  const rows = await manager.find(grantEntity, {
    where: { effectiveFrom: LessThanOrEqual(now), scheduled: true },
    order: { effectiveFrom: 'ASC', accountId: 'ASC', grantId: 'ASC' },
    take,
  });
  return rows.map(({ accountId, grantId }) => ({ accountId, occurrence: `effect-of-${grantId}` }));
}

async function expiredHolds(manager: EntityManager, now: Date, take: number) {
  const rows = await manager.find(holdEntity, {
    where: { expiresAt: LessThanOrEqual(now), status: 'open' },
    order: { expiresAt: 'ASC', accountId: 'ASC', holdId: 'ASC' },
    take,
  });
  return rows.map(({ accountId, holdId, expiresAt }) => ({
    accountId,
    occurrence: `expiry-of-hold-${holdId}-${expiresAt.toISOString()}`,
  }));
}
