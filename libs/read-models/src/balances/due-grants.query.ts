import { LessThanOrEqual, type DataSource } from 'typeorm';
import { grantEntity } from './grant.entity.js';

export interface DueGrant {
  readonly accountId: string;
  readonly grantId: string;
}

/** Grants that have expired with tokens left in them, and of which no event says so yet. */
export class DueGrantsQuery {
  constructor(private readonly database: DataSource) {}

  /** The longest overdue first. */
  async find(now: Date, limit: number): Promise<readonly DueGrant[]> {
    const rows = await this.database.getRepository(grantEntity).find({
      where: { expiresAt: LessThanOrEqual(now), usedUp: false },
      order: { expiresAt: 'ASC', accountId: 'ASC', grantId: 'ASC' },
      take: limit,
    });
    return rows.map(({ accountId, grantId }) => ({ accountId, grantId }));
  }
}
