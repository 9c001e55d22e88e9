import { batched, type EventStore, type RecordedEvent } from '#libs/event-store';
import { amount } from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { FOLLOWED_STREAMS } from '../events/followed-streams.js';
import { ProjectionFeed } from '../feed/projection-feed.js';
import { busyHistory } from '../testing/busy-history.js';
import { openLedgerLog, type LedgerLog } from '../testing/ledger-log.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { runProjector, type RunningProjector } from '../testing/running-projector.js';
import { checkpointOf } from './checkpoint.js';
import { projectBatch } from './project-batch.js';
import { projectionLag } from './projection-lag.js';

const WAIT_MS = 20_000;

describe('a projector', () => {
  let fixture: ReadModelsFixture;
  let log: LedgerLog;
  let feed: ProjectionFeed;
  let projectors: RunningProjector[];
  beforeEach(async () => {
    fixture = await createReadModelsFixture();
    log = await openLedgerLog(fixture.databaseUrl);
    feed = await ProjectionFeed.open(fixture.databaseUrl, { askWhileWaitingMs: 10 });
    projectors = [];
  });
  afterEach(async () => {
    await Promise.all(projectors.map((projector) => projector.stop()));
    await feed.close();
    await log.close();
    await fixture.close();
  });

  const start = () => {
    const projector = runProjector(fixture.databaseUrl, log.store);
    projectors.push(projector);
    return projector;
  };
  const isProjected = (position: bigint) => feed.waitFor(position, WAIT_MS);
  const logged = async () => {
    const events: RecordedEvent[] = [];
    for await (const event of log.store.readAll()) events.push(event);
    return events;
  };
  /** As if every event had been taken in one batch, once. */
  const expectRowsOfTheLog = async () => {
    const actual = await allRows(fixture.database);
    await fixture.empty();
    await fixture.project((await logged()).filter(({ type }) => !type.startsWith('$')));
    expect(actual).toEqual(await allRows(fixture.database));
  };

  it('takes in what is there and then what comes', async () => {
    const history = busyHistory(3, 50);
    const before = await log.append(history.events);
    const projector = start();
    expect(await isProjected(before)).toBe(true);
    const quantity = { units: amount('1') };
    const late = history.consume(
      'acc-0',
      { model: 'gpt-5-nano', feature: 'ai_bots', quantity },
      new Date('2026-02-01T00:00:00Z'),
    );
    expect(await isProjected(await log.append(late))).toBe(true);
    expect(projector.runner.state).toEqual({ status: 'live' });
    await expectRowsOfTheLog();
  });

  it('goes on where the one before it stopped', async () => {
    const { events } = busyHistory(2, 40);
    const first = start();
    expect(await isProjected(await log.append(events.slice(0, 20)))).toBe(true);
    await first.stop();
    projectors = [];
    const last = await log.append(events.slice(20));
    start();
    expect(await isProjected(last)).toBe(true);
    await expectRowsOfTheLog();
  });

  it('does its work once though all its connections are cut again and again', async () => {
    const { events } = busyHistory(3, 300);
    start();
    start();
    let cuts = 0;
    let last = 0n;
    for (let at = 0; at < events.length; at += 20) {
      last = await log.append(events.slice(at, at + 20));
      cuts += await cutConnections(fixture);
    }
    expect(cuts).toBeGreaterThan(10);
    expect(await isProjected(last)).toBe(true);
    await expectRowsOfTheLog();
  });

  it('does no harm when another does not wait for its turn', async () => {
    const { events } = busyHistory(3, 200);
    const last = await log.append(events);
    const leaving = new AbortController();
    const other = projectOutOfTurn(log.store, fixture.database, leaving.signal);
    start();
    expect(await isProjected(last)).toBe(true);
    leaving.abort();
    await other;
    await expectRowsOfTheLog();
  });

  it('says that the log is not the one of the read models, and waits instead of skipping', async () => {
    const { events } = busyHistory(1, 5);
    await fixture.project(events.map((event) => ({ ...event, position: event.position + 1_000_000n })));
    await log.append(events);
    const projector = start();
    while (projector.runner.state.status !== 'retrying') await new Promise(setImmediate);
    expect(projector.runner.state.reason).toMatch(/include position \d+, but the log ends at \d+/);
  });

  it('can be told how far it is behind', async () => {
    const { events } = busyHistory(1, 5);
    await log.append(events);
    const lag = () => projectionLag(fixture.database, log.store, { now: new Date(Date.now() + 60_000) });
    expect((await lag()).events).toBe(events.length);
    expect((await lag()).seconds).toBeGreaterThanOrEqual(60);
    const [first] = await logged().then((all) => all.filter(({ type }) => type === 'ModelDefined'));
    if (first) await fixture.project([first]);
    expect((await lag()).events).toBe(events.length - 1);
    start();
    expect(await isProjected((await logged()).at(-1)?.position ?? 0n)).toBe(true);
    expect(await lag()).toEqual({ events: 0, seconds: 0 });
    expect(await checkpointOf(fixture.database)).toBe((await logged()).at(-1)?.position);
  });
});

async function projectOutOfTurn(store: EventStore, database: DataSource, signal: AbortSignal): Promise<void> {
  let after: bigint | null = null;
  const messages = store.subscribeToAll({ after: 'start', filter: FOLLOWED_STREAMS, signal });
  for await (const { events } of batched(messages, { max: 7 })) {
    if (events.length > 0) await projectBatch(database, { after, events });
    after = events.at(-1)?.position ?? after;
  }
}

/** Of everything but the event log, which is another server's in production. @returns how many there were. */
async function cutConnections(fixture: ReadModelsFixture): Promise<number> {
  const cut: unknown[] = await fixture.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'token-ledger %'`,
  );
  return cut.length;
}
