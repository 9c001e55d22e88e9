import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EventToAppend, RecordedEvent } from '#libs/event-store';
import { createTestDatabase } from '#libs/platform/testing';
import type { EventLogOptions } from '../engine/event-log.js';
import { openEmbeddedEventStore, type OpenedEventStore } from '../in-process/open-embedded-event-store.js';

export interface TestLog extends OpenedEventStore {
  readonly databaseUrl: string;
  /** As the owner of the database: what an operator or an attacker could do. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Closes and drops everything. */
  dispose(): Promise<void>;
}

export async function openTestLog(options: Partial<EventLogOptions> = {}): Promise<TestLog> {
  const database = await createTestDatabase();
  const opened = await openEmbeddedEventStore({ databaseUrl: database.url, ...options });
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined); // tests end connections on purpose
  return {
    ...opened,
    databaseUrl: database.url,
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    dispose: async () => {
      await opened.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** Ends the session that holds the writer's lock, as an operator or a failing network would. */
export async function killWriter(log: TestLog): Promise<void> {
  await log.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'event log writer%'`);
}

/** The database lets nobody in any more, and those who are in are thrown out. */
export async function loseDatabase(log: TestLog): Promise<void> {
  await log.query('UPDATE pg_database SET datallowconn = false WHERE datname = current_database()');
  await log.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await eventually(() => !log.engine.canWrite);
}

/** The test's own time limit ends a condition that never comes. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

export function anEvent(fields: Partial<EventToAppend> = {}): EventToAppend {
  return { id: randomUUID(), type: 'TokensConsumed', data: { tokens: '1' }, metadata: {}, ...fields };
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** What every test of a broken connection must find: a whole log. */
export function expectWhole(events: readonly RecordedEvent[]): void {
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => BigInt(index) + 1n));
  const next = new Map<string, bigint>();
  for (const { streamName, revision } of events) {
    expect(revision).toBe(next.get(streamName) ?? 0n);
    next.set(streamName, revision + 1n);
  }
}
