import { createHash } from 'node:crypto';
import { LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import { holdEntity } from '../holds/hold.entity.js';
import { grantEntity } from './grant.entity.js';

/** Something whose moment has come and of which no event says so yet. */
export interface DueOccurrence {
  readonly accountId: string;
  /**
   * Names the grant or hold, what happens to it, and when: one occurrence has one name for ever. It is at
   * most as long as an idempotency key may be.
   */
  readonly occurrence: string;
}

const NAME_LENGTH_MAX = 200;

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
  return rows.map(({ accountId, grantId }) => ({ accountId, occurrence: nameOf(`expiry-of-${grantId}`) }));
}

async function scheduledGrants(manager: EntityManager, now: Date, take: number) {
  const rows = await manager.find(grantEntity, {
    where: { effectiveFrom: LessThanOrEqual(now), scheduled: true },
    order: { effectiveFrom: 'ASC', accountId: 'ASC', grantId: 'ASC' },
    take,
  });
  return rows.map(({ accountId, grantId }) => ({ accountId, occurrence: nameOf(`effect-of-${grantId}`) }));
}

async function expiredHolds(manager: EntityManager, now: Date, take: number) {
  const rows = await manager.find(holdEntity, {
    where: { expiresAt: LessThanOrEqual(now), status: 'open' },
    order: { expiresAt: 'ASC', accountId: 'ASC', holdId: 'ASC' },
    take,
  });
  return rows.map(({ accountId, holdId, expiresAt }) => ({
    accountId,
    occurrence: nameOf(`expiry-of-hold-${holdId}-${expiresAt.toISOString()}`),
  }));
}

/** What is too long ends in the hash of all of it. No name that fits is as long as these. */
function nameOf(text: string): string {
  if (text.length < NAME_LENGTH_MAX) return text;
  const hash = `~${createHash('sha256').update(text).digest('hex')}`;
  return text.slice(0, NAME_LENGTH_MAX - hash.length) + hash;
}
