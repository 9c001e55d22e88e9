import { LessThanOrEqual, type DataSource, type Repository } from 'typeorm';
import type { Clock } from '../clock.js';
import { digestOf, newSecret } from '../secrets/secret.js';
import type { IdentifiedUser, Users } from '../users/users.js';
import { SESSION_TOUCH_MS_MIN, sessionExpiry } from './session-lifetime.js';
import { sessionEntity, type SessionRow } from './session.entity.js';

export interface OpenSession {
  /** Names the session in memory without being able to open it. */
  readonly id: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly user: IdentifiedUser;
}

export interface OpenedSession extends OpenSession {
  /** For the cookie; it is stored nowhere. */
  readonly token: string;
}

export class Sessions {
  private readonly rows: Repository<SessionRow>;

  constructor(
    database: DataSource,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {
    this.rows = database.getRepository(sessionEntity);
  }

  async open(user: IdentifiedUser): Promise<OpenedSession> {
    const token = newSecret();
    const now = this.clock();
    const row: SessionRow = {
      tokenDigest: digestOf(token),
      csrfToken: newSecret(),
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: sessionExpiry(now, now),
    };
    await this.rows.insert(row);
    return { ...opened(row, user), token };
  }

  /** Finding a session counts as using it, and so prolongs it. */
  async find(token: string): Promise<OpenSession | null> {
    const row = await this.rows.findOneBy({ tokenDigest: digestOf(token) });
    const now = this.clock();
    if (!row || row.expiresAt <= now) return null;
    const user = await this.users.find(row.userId);
    return user && opened(await this.seen(row, now), user);
  }

  /** Whether it would still be found, without prolonging it. */
  async isOpen(id: string): Promise<boolean> {
    const row = await this.rows.findOneBy({ tokenDigest: Buffer.from(id, 'hex') });
    return row !== null && row.expiresAt > this.clock();
  }

  async close(id: string): Promise<void> {
    await this.rows.delete({ tokenDigest: Buffer.from(id, 'hex') });
  }

  /** @returns how many were there to purge. */
  async purgeExpired(): Promise<number> {
    const { affected } = await this.rows.delete({ expiresAt: LessThanOrEqual(this.clock()) });
    return affected ?? 0;
  }

  private async seen(row: SessionRow, now: Date): Promise<SessionRow> {
    if (now.getTime() - row.lastSeenAt.getTime() < SESSION_TOUCH_MS_MIN) return row;
    const change = { lastSeenAt: now, expiresAt: sessionExpiry(row.createdAt, now) };
    await this.rows.update({ tokenDigest: row.tokenDigest }, change);
    return { ...row, ...change };
  }
}

function opened(row: SessionRow, user: IdentifiedUser): OpenSession {
  return { id: row.tokenDigest.toString('hex'), csrfToken: row.csrfToken, expiresAt: row.expiresAt, user };
}
