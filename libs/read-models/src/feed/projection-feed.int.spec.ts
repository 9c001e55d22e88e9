import type { RecordedEvent } from '#libs/event-store';
import pg from 'pg';
import { busyHistory } from '../testing/busy-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { ProjectionFeed } from './projection-feed.js';

const WAIT_MS = 20_000;

describe('the feed of what is projected', () => {
  let fixture: ReadModelsFixture;
  let feed: ProjectionFeed;
  let events: readonly RecordedEvent[];
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    ({ events } = busyHistory(2, 20));
  });
  beforeEach(async () => {
    await fixture.empty();
    feed = await ProjectionFeed.open(fixture.databaseUrl, { askWhileWaitingMs: 10 });
  });
  afterEach(() => feed.close());
  afterAll(() => fixture.close());

  const end = () => events.at(-1)?.position ?? 0n;
  const first = async <T>(changes: AsyncIterable<T>): Promise<T | null> => {
    for await (const change of changes) return change;
    return null;
  };

  it('knows no position before the first event', () => {
    expect(feed.position()).toBeNull();
  });

  it('knows where the read models were when it was opened', async () => {
    await fixture.project(events);
    const later = await ProjectionFeed.open(fixture.databaseUrl);
    expect(later.position()).toBe(end());
    await later.close();
  });

  it('lets wait for a position until it is projected', async () => {
    const waiting = feed.waitFor(end(), WAIT_MS);
    await fixture.project(events);
    expect(await waiting).toBe(true);
    expect(feed.position()).toBe(end());
    expect(await feed.waitFor(1n, 0)).toBe(true);
  });

  it('does not let wait longer than asked', async () => {
    expect(await feed.waitFor(end(), 20)).toBe(false);
  });

  it('finds out what it was not notified of', async () => {
    const waiting = feed.waitFor(7n, WAIT_MS);
    await fixture.database.query('UPDATE read_models.checkpoints SET position = 7');
    expect(await waiting).toBe(true);
  });

  it('tells who listens to an account of its changes, and of nobody else’s', async () => {
    const stopping = new AbortController();
    const concerned = first(feed.changes('acc-1', stopping.signal));
    const unconcerned = first(feed.changes('acc-9', stopping.signal));
    await fixture.project(events);
    expect(await concerned).toEqual({ position: end(), at: expect.any(Date) });
    stopping.abort();
    expect(await unconcerned).toBeNull();
  });

  it('keeps the latest change for a listener that is slow', async () => {
    const changes = feed.changes('acc-1', AbortSignal.timeout(WAIT_MS));
    await fixture.project(events.slice(0, -1));
    await fixture.project(events);
    await feed.waitFor(end(), WAIT_MS);
    expect(await first(changes)).toMatchObject({ position: end() });
  });

  it('ends the changes when the listener leaves or the feed closes', async () => {
    const leaving = new AbortController();
    const left = first(feed.changes('acc-1', leaving.signal));
    const closed = first(feed.changes('acc-1', new AbortController().signal));
    leaving.abort();
    expect(await left).toBeNull();
    expect(await first(feed.changes('acc-1', leaving.signal))).toBeNull();
    await feed.close();
    expect(await closed).toBeNull();
  });

  it('comes back by itself when its connection is cut, and tells what it missed', async () => {
    const change = first(feed.changes('acc-1', AbortSignal.timeout(WAIT_MS)));
    await cutFeed(fixture);
    await fixture.project(events);
    expect(await feed.waitFor(end(), WAIT_MS)).toBe(true);
    expect(await change).toMatchObject({ position: end() });
  });

  it('says when there is no Postgres to listen to', async () => {
    await expect(ProjectionFeed.open('postgres://nobody@127.0.0.1:1/nothing')).rejects.toThrow();
  });
});

async function cutFeed({ databaseUrl }: ReadModelsFixture): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'token-ledger % feed'`,
  );
  await client.end();
  expect(rowCount).toBe(1);
}
