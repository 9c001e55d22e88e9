// The fence. One connection both holds the log's advisory lock and does all the writing, so whoever has lost the lock
// has no way left to write. And whoever gets the lock knows that the last holder's transaction is settled, because
// Postgres lets go of the lock only when that session is over.

import { Socket } from 'node:net';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EventLogInUse } from './errors.js';
import { migrate, writerRole } from './migrate.js';

/** Any constant will do, as long as it never changes. */
export const lockKey = 7_310_589_472_261_234_503n;
const retryAfterMs = 50;

export interface WriterSessionOptions {
  readonly databaseUrl: string;
  /** A holder that has just died is noticed by Postgres within moments. */
  readonly lockWaitMs: number;
  /** A statement that takes longer has lost its connection, as far as we can tell. */
  readonly statementTimeoutMs: number;
}

export class WriterSession {
  /** Resolves when the connection, and with it the lock, is gone. */
  readonly lost: Promise<void>;
  isLost = false;

  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
    private readonly timeoutMs: number,
  ) {
    this.lost = new Promise((resolve) => {
      client.once('end', () => {
        this.isLost = true;
        resolve();
      });
    });
    client.on('error', () => this.destroy());
  }

  /** @throws {EventLogInUse} when another process holds the lock. */
  static async open(options: WriterSessionOptions): Promise<WriterSession> {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: `event log writer, process ${process.pid}`,
      keepAlive: true,
      connectionTimeoutMillis: options.statementTimeoutMs,
      stream: () => socket,
    });
    const session = new WriterSession(client, socket, options.statementTimeoutMs);
    try {
      await client.connect();
      await takeLock(client, options.lockWaitMs);
      await migrate(client);
      await client.query(`SET ROLE ${writerRole}`);
      // An answer means that the event is on disk, whatever the server's default is.
      await client.query(`SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off'`);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  async rows<Row extends unknown[]>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.guarded(this.client.query<Row>({ name, text, values, rowMode: 'array' }));
    return rows;
  }

  async execute(text: string, values: unknown[] = []): Promise<void> {
    await this.guarded(this.client.query(text, values));
  }

  /** One COPY of everything: the least that Postgres can be asked to do per row. */
  async copy(statement: string, rows: Buffer): Promise<void> {
    const stream = this.client.query(copyFrom(statement));
    await this.guarded(
      new Promise<void>((resolve, reject) => {
        stream.once('finish', resolve);
        stream.once('error', reject);
        stream.end(rows);
      }),
    );
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Lets the connection go, whatever state it is in; done when the lock is no longer ours. */
  async abandon(): Promise<void> {
    this.destroy();
    await this.lost;
  }

  private destroy(): void {
    this.socket.destroy();
  }

  private async guarded<Value>(work: Promise<Value>): Promise<Value> {
    const watchdog = setTimeout(() => this.destroy(), this.timeoutMs);
    try {
      return await work;
    } finally {
      clearTimeout(watchdog);
    }
  }
}

async function takeLock(client: pg.Client, waitMs: number): Promise<void> {
  const until = Date.now() + waitMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      lockKey,
    ]);
    if (rows[0]?.taken) return;
    if (Date.now() >= until) throw new EventLogInUse(await holder(client));
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT activity.application_name
     FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
     WHERE held.locktype = 'advisory' AND held.granted AND held.database = (
       SELECT oid FROM pg_database WHERE datname = current_database()
     ) AND (held.classid::bigint << 32 | held.objid::bigint) = $1`,
    [lockKey],
  );
  return rows[0]?.application_name ?? 'unknown';
}
