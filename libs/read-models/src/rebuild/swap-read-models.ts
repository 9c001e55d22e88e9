import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CHECKPOINT_NAME } from '../database/checkpoint.entity.js';
import { READ_MODELS_SCHEMA } from '../database/read-models-database.js';
import { writeNotice } from '../projecting/projected-notice.js';
import type { NextReadModels } from './next-read-models.js';
import { NEXT_SCHEMA, PREVIOUS_SCHEMA } from './schemas.js';

const LOCK_WAIT_MS = 3_000;
/** Nothing is projected meanwhile. */
const FENCE_MS_MAX = 30_000;
const ATTEMPTS_MAX = 20;
const LOCK_NOT_AVAILABLE = '55P03';

/** Tries again when answers that take long stand in the way; in between projecting goes on. */
export async function swapReadModels(databaseUrl: string, next: NextReadModels): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'token-ledger rebuild' });
  client.on('error', () => undefined); // the next statement says so
  await client.connect();
  try {
    for (let attempt = 1; !(await isSwapped(client, next, attempt)); attempt += 1)
      await pause(LOCK_WAIT_MS / 10);
  } finally {
    await client.end();
  }
}

async function isSwapped(client: pg.Client, next: NextReadModels, attempt: number): Promise<boolean> {
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
    await swap(client, next);
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    const isBusy = error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE;
    if (!isBusy || attempt === ATTEMPTS_MAX) throw error;
    return false;
  }
}

async function swap(client: pg.Client, next: NextReadModels): Promise<void> {
  // From here on nobody projects onto the serving read models; they are read as before.
  await client.query(`LOCK TABLE ${READ_MODELS_SCHEMA}.checkpoints IN EXCLUSIVE MODE`);
  const served = await servedPosition(client);
  if (served !== null) await next.reach(served, FENCE_MS_MAX);
  // Waits for answers under way; those that come now wait for the swap (see consistent-read.ts).
  await client.query(`LOCK TABLE ${READ_MODELS_SCHEMA}.checkpoints IN ACCESS EXCLUSIVE MODE`);
  await client.query(`ALTER SCHEMA ${READ_MODELS_SCHEMA} RENAME TO ${PREVIOUS_SCHEMA}`);
  await client.query(`ALTER SCHEMA ${NEXT_SCHEMA} RENAME TO ${READ_MODELS_SCHEMA}`);
  if (next.position === null) return;
  const notice = writeNotice({ position: next.position, at: new Date(), accounts: 'all' });
  await client.query('SELECT pg_notify($1, $2)', [READ_MODELS_SCHEMA, notice]);
}

async function servedPosition(client: pg.Client): Promise<bigint | null> {
  const { rows } = await client.query<{ position: string | null }>(
    `SELECT position FROM ${READ_MODELS_SCHEMA}.checkpoints WHERE name = $1`,
    [CHECKPOINT_NAME],
  );
  const position = rows[0]?.position ?? null;
  return position === null ? null : BigInt(position);
}
