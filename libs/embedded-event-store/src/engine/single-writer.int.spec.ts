import pg from 'pg';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';
import {
  anEvent,
  collect,
  eventually,
  expectWhole,
  killWriter,
  openTestLog,
  type TestLog,
} from '../testing/open-test-log.js';
import { EventLogInUse } from './errors.js';
import { lockKey } from './writer-session.js';

const inLine = `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
  WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;

let log: TestLog;
beforeEach(async () => (log = await openTestLog({ appendTimeoutMs: 2_000, lockWaitMs: 100 })));
afterEach(() => log.dispose());

it('refuses a second writer, and says who the first is', async () => {
  const second = openEmbeddedEventStore({ databaseUrl: log.databaseUrl, lockWaitMs: 100 });
  await expect(second).rejects.toBeInstanceOf(EventLogInUse);
  await expect(second).rejects.toThrow(`process ${process.pid}`);
});

it('waits for a writer that is about to leave', async () => {
  const next = openEmbeddedEventStore({ databaseUrl: log.databaseUrl, lockWaitMs: 30_000 });
  await log.close();
  const { store, close } = await next;
  expect(await collect(store.readAll({ limit: 1 }))).toHaveLength(1);
  await close();
});

it('goes on where the last writer stopped', async () => {
  const events = [anEvent(), anEvent()];
  const first = await log.store.append('account-1', events, { expectedRevision: 'no-stream' });
  await log.close();
  const { store, close } = await openEmbeddedEventStore({ databaseUrl: log.databaseUrl });
  expect(await store.append('account-1', events, { expectedRevision: 'no-stream' })).toEqual(first);
  const next = await store.append('account-1', [anEvent()], { expectedRevision: 1n });
  expect(next).toMatchObject({ revision: 2n, position: first.position + 1n });
  expectWhole(await collect(store.readAll()));
  await close();
});

it('takes no append without the lock, and goes on by itself when it has it again', async () => {
  await log.store.append('account-1', [anEvent()], { expectedRevision: 'no-stream' });
  await killWriter(log);
  await eventually(() => !log.engine.canWrite);
  const { revision } = await log.store.append('account-1', [anEvent()], { expectedRevision: 0n });
  expect(revision).toBe(1n);
  expect(log.engine.canWrite).toBe(true);
  expectWhole(await collect(log.store.readAll()));
});

describe('when another writer has taken the lock', () => {
  /** Waits in line for the lock, and has it as soon as the first writer loses it. */
  async function overtake(): Promise<pg.Client> {
    const other = new pg.Client({ connectionString: log.databaseUrl });
    await other.connect();
    const locked = other.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await eventually(async () => (await log.query(inLine)).length === 1);
    await killWriter(log);
    await locked;
    return other;
  }

  /** One more event in the stream of the last one. */
  const appendDirectly = (other: pg.Client) =>
    other.query(`INSERT INTO event_log.events
      (position, stream, revision, id, type, created_at, is_json, data, metadata)
      SELECT position + 1, stream, revision + 1, gen_random_uuid(), type, created_at, is_json, data, metadata
      FROM event_log.events ORDER BY position DESC LIMIT 1`);

  it('writes nothing, and afterwards knows what the other wrote', async () => {
    const { position } = await log.store.append('account-1', [anEvent()], { expectedRevision: 'no-stream' });
    const other = await overtake();
    await eventually(() => !log.engine.canWrite);
    const fenced = log.store.append('account-1', [anEvent()], { expectedRevision: 0n });
    await expect(fenced).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    await appendDirectly(other);
    await other.end();
    await eventually(() => log.engine.canWrite);
    const stale = log.store.append('account-1', [anEvent()], { expectedRevision: 0n });
    await expect(stale).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 1n });
    const next = await log.store.append('account-1', [anEvent()], { expectedRevision: 1n });
    expect(next.position).toBe(position + 2n);
    expectWhole(await collect(log.store.readAll()));
  });

  it('hands subscribers what the other wrote', async () => {
    const received: bigint[] = [];
    const leave = new AbortController();
    const receiving = (async () => {
      for await (const message of log.store.subscribeToAll({ after: 'start', signal: leave.signal })) {
        if (message.kind === 'event') received.push(message.event.position);
      }
    })();
    await eventually(() => received.length === 4);
    const other = await overtake();
    await appendDirectly(other);
    await appendDirectly(other);
    await other.end();
    await eventually(() => received.length === 6);
    expect(received).toEqual([1n, 2n, 3n, 4n, 5n, 6n]);
    leave.abort();
    await receiving;
  });
});
