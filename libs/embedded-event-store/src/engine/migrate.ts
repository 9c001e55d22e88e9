import type pg from 'pg';
import { migrations } from './migrations/index.js';

/** The role that the engine works as: it may read and add, and nothing else. */
export const writerRole = 'event_log_writer';

/** Roles belong to the whole server, so another database's migration may be creating the same one just now. */
const raceCodes = new Set(['23505', '42710', 'XX000']);
const attemptsMax = 10;

const prepare = `
CREATE SCHEMA IF NOT EXISTS event_log;
CREATE TABLE IF NOT EXISTS event_log.migrations (
  number integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${writerRole}') THEN
    CREATE ROLE ${writerRole} NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, '${writerRole}', 'MEMBER') THEN
    GRANT ${writerRole} TO CURRENT_USER;
  END IF;
END $$;`;

/** Brings the schema up to date. The caller holds the writer's lock, so no one else migrates this log. */
export async function migrate(client: pg.ClientBase): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('BEGIN');
      await client.query(prepare);
      await applyMissing(client);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (attempt === attemptsMax || !raceCodes.has(codeOf(error))) throw error;
    }
  }
}

async function applyMissing(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: number }>('SELECT number FROM event_log.migrations');
  const applied = new Set(rows.map(({ number }) => number));
  for (const { number, sql } of migrations) {
    if (applied.has(number)) continue;
    await client.query(sql);
    await client.query('INSERT INTO event_log.migrations (number) VALUES ($1)', [number]);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
