import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { CONNECTIONS, perSecond } from './workers.mjs';

/** What the disk can do at most: write and wait until it is safe. */
export async function fdatasyncs(directory) {
  const path = join(directory, 'fdatasync');
  const file = await open(path, 'w');
  const page = Buffer.alloc(4_096, 1);
  const rate = await perSecond(async () => {
    await file.write(page);
    await file.datasync();
  }, 1);
  await file.close();
  await unlink(path);
  return rate;
}

/** The embedded event store without anything around it. */
export async function engineAppends(databaseUrl, writers) {
  const { openEmbeddedEventStore } = await import('../../dist/libs/embedded-event-store/src/index.js');
  const { store, close } = await openEmbeddedEventStore({ databaseUrl });
  const event = () => ({
    id: randomUUID(),
    type: 'Benched',
    data: { units: '100', tokens: '250' },
    metadata: { actor: 'bench' },
  });
  const rate = await perSecond(
    (worker) => store.append(`bench-${worker}`, [event()], { expectedRevision: 'any' }),
    writers,
  );
  await close();
  return rate;
}

/** What most would build instead: lock the account's row, change it, note the usage, commit. */
export async function plainTransactions(databaseUrl, accounts) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  await pool.query(`
    DROP TABLE IF EXISTS account, usage;
    CREATE TABLE account (id integer PRIMARY KEY, available numeric(38,6) NOT NULL);
    CREATE TABLE usage (operation uuid PRIMARY KEY, account integer NOT NULL, tokens numeric(38,6) NOT NULL);
    INSERT INTO account SELECT id, 1e12 FROM generate_series(0, ${accounts - 1}) AS id`);
  const rate = await perSecond(() => plainTransaction(pool, Math.floor(Math.random() * accounts)));
  await pool.end();
  return rate;
}

async function plainTransaction(pool, account) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT available FROM account WHERE id = $1 FOR UPDATE', [account]);
    await client.query('UPDATE account SET available = available - $2 WHERE id = $1', [account, '250']);
    await client.query('INSERT INTO usage VALUES ($1, $2, $3)', [randomUUID(), account, '250']);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
