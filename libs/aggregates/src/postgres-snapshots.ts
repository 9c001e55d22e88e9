import pg from 'pg';
import { deserialize, serialize } from 'node:v8';
import type { Snapshot, Snapshots } from './snapshots.js';

/** Structured clone keeps bigint, Map, Set and Date as they are. */
export class PostgresSnapshots implements Snapshots {
  private constructor(private readonly pool: pg.Pool) {}

  static async open(databaseUrl: string): Promise<PostgresSnapshots> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    pool.on('error', () => undefined); // an idle connection was lost: the pool opens another when needed
    await pool.query(SCHEMA);
    return new PostgresSnapshots(pool);
  }

  async load(streamName: string, stateVersion: number): Promise<Snapshot | null> {
    const { rows } = await this.pool.query<{ content: Buffer }>(
      'SELECT content FROM snapshots.snapshot WHERE stream_name = $1 AND state_version = $2',
      [streamName, stateVersion],
    );
    const [row] = rows;
    return row ? decode(row.content) : null;
  }

  async save(streamName: string, stateVersion: number, snapshot: Snapshot): Promise<void> {
    await this.pool.query(
      `INSERT INTO snapshots.snapshot (stream_name, state_version, revision, content) VALUES ($1, $2, $3, $4)
       ON CONFLICT (stream_name) DO UPDATE
       SET state_version = excluded.state_version, revision = excluded.revision, content = excluded.content
       WHERE snapshot.state_version <> excluded.state_version OR snapshot.revision < excluded.revision`,
      [streamName, stateVersion, snapshot.revision.toString(), serialize(snapshot)],
    );
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Unlogged: fast to write, and empty after a crash, which a cache may be. */
const SCHEMA = `
  SELECT pg_advisory_lock(hashtext('token-ledger-snapshots'));
  CREATE SCHEMA IF NOT EXISTS snapshots;
  CREATE UNLOGGED TABLE IF NOT EXISTS snapshots.snapshot (
    stream_name text PRIMARY KEY,
    state_version integer NOT NULL,
    revision bigint NOT NULL,
    content bytea NOT NULL
  );
  SELECT pg_advisory_unlock(hashtext('token-ledger-snapshots'));
`;

/** What another Node version wrote may not be readable; then there is no snapshot. */
function decode(content: Buffer): Snapshot | null {
  try {
    return deserialize(content) as Snapshot; // only `save` writes here
  } catch {
    return null;
  }
}
