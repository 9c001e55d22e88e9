import pg from 'pg';
import { eventually, type TestLog } from './open-test-log.js';

const waiting = `SELECT 1 FROM pg_locks WHERE relation = 'event_log.events'::regclass AND NOT granted`;

export interface HeldUp {
  /** A write has reached Postgres, and hangs there. */
  somebodyWaits(): Promise<void>;
  release(): Promise<void>;
}

/** From now on every write hangs until it is released; reads go on. */
export async function holdUpWrites({ databaseUrl }: Pick<TestLog, 'databaseUrl'>): Promise<HeldUp> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE event_log.events IN EXCLUSIVE MODE');
  return {
    somebodyWaits: () => eventually(async () => (await client.query(waiting)).rowCount === 1),
    release: () => client.end(),
  };
}
