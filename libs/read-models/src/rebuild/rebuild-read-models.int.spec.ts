import { amount } from '#libs/ledger';
import pg from 'pg';
import { BalanceQuery } from '../balances/balance.query.js';
import { ProjectionFeed } from '../feed/projection-feed.js';
import { lockCheckpoint } from '../projecting/checkpoint.js';
import { LogEndsBefore } from '../projecting/log-end.js';
import { busyHistory } from '../testing/busy-history.js';
import { openLedgerLog, type LedgerLog } from '../testing/ledger-log.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { runProjector, type RunningProjector } from '../testing/running-projector.js';
import type { RebuildProgress } from './next-read-models.js';
import { rebuildReadModels, RebuildUnderWay } from './rebuild-read-models.js';

const WAIT_MS = 20_000;

describe('rebuilding the read models', () => {
  let fixture: ReadModelsFixture;
  let log: LedgerLog;
  let feed: ProjectionFeed;
  let projector: RunningProjector;
  beforeEach(async () => {
    fixture = await createReadModelsFixture();
    log = await openLedgerLog(fixture.databaseUrl);
    feed = await ProjectionFeed.open(fixture.databaseUrl, { askWhileWaitingMs: 10 });
    projector = runProjector(fixture.databaseUrl, log.store);
  });
  afterEach(async () => {
    await projector.stop();
    await feed.close();
    await log.close();
    await fixture.close();
  });
  const rebuild = (
    options: { onProgress?: (progress: RebuildProgress) => void; signal?: AbortSignal } = {},
  ) => rebuildReadModels({ databaseUrl: fixture.databaseUrl, eventStore: log.store, ...options });
  const schemas = async () => {
    const rows: { nspname: string }[] = await fixture.database.query(
      `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'read_models%'`,
    );
    return rows.map(({ nspname }) => nspname);
  };
  const damage = () => fixture.database.query('UPDATE read_models.allocations SET spent = spent + 1');

  it('gives what the live ones are, and nothing is left over', async () => {
    const { events } = busyHistory(3, 200);
    await feed.waitFor(await log.append(events), WAIT_MS);
    const live = await allRows(fixture.database);
    await damage();
    const rebuilt = await rebuild();
    expect(await allRows(fixture.database)).toEqual(live);
    expect(rebuilt).toEqual({ events: events.length, position: feed.position() });
    expect(await schemas()).toEqual(['read_models']);
  });

  it('shows how far it is', async () => {
    const { events } = busyHistory(1, 50);
    const head = await log.append(events);
    const progress: RebuildProgress[] = [];
    await rebuild({ onProgress: (each) => progress.push(each) });
    expect(progress.at(-1)).toEqual({ events: events.length, position: head, head });
  });

  it('works on an empty log', async () => {
    expect(await rebuild()).toEqual({ events: 0, position: null });
  });

  it('is swapped in under load: the projector goes on, and every answer adds up', async () => {
    const history = busyHistory(2, 400);
    await log.append(history.events.slice(0, 100));
    let done = false;
    const query = new BalanceQuery(fixture.database);
    const asking = (async () => {
      let answers = 0;
      for (; !done; answers += 1) {
        const { allocations, total } = await query.ofAccount('acc-0', {
          zone: 'UTC',
          now: new Date('2026-02-01T00:00:00Z'),
        });
        const granted = allocations.reduce((all, each) => all + amount(each.granted), 0n);
        const spent = allocations.reduce((all, each) => all + amount(each.spent), 0n);
        expect(granted).toBe(amount(total) + spent);
        const used = allocations.reduce((all, each) => all + amount(each.usedThisMonth), 0n);
        expect(used).toBe(0n); // all of it was in January
      }
      return answers;
    })();
    const writing = log.append(history.events.slice(100));
    for (let times = 0; times < 4; times += 1) await rebuild();
    const last = await writing;
    expect(await feed.waitFor(last, WAIT_MS)).toBe(true);
    done = true;
    expect(await asking).toBeGreaterThan(0);
    const live = await allRows(fixture.database);
    await rebuild();
    expect(await allRows(fixture.database)).toEqual(live);
  });

  it('starts over cleanly after one that was interrupted, which changed nothing', async () => {
    const { events } = busyHistory(2, 2_000);
    await feed.waitFor(await log.append(events), WAIT_MS);
    const live = await allRows(fixture.database);
    const stopping = new AbortController();
    const interrupted = rebuild({ signal: stopping.signal, onProgress: () => stopping.abort() });
    await expect(interrupted).rejects.toThrow('The rebuild was ended');
    expect(await allRows(fixture.database)).toEqual(live);
    expect(await schemas()).toContain('read_models_next');
    expect((await rebuild()).events).toBe(events.length);
    expect(await allRows(fixture.database)).toEqual(live);
    expect(await schemas()).toEqual(['read_models']);
  });

  it('is done by one at a time', async () => {
    const holder = new pg.Client({ connectionString: fixture.databaseUrl });
    await holder.connect();
    await holder.query(`SELECT pg_advisory_lock(hashtextextended('token-ledger rebuild', 0))`);
    await expect(rebuild()).rejects.toThrow(RebuildUnderWay);
    await holder.end();
  });

  it('waits for answers that are under way', async () => {
    await feed.waitFor(await log.append(busyHistory(1, 10).events), WAIT_MS);
    const reader = fixture.database.createQueryRunner();
    await reader.startTransaction('REPEATABLE READ');
    await reader.query('LOCK TABLE read_models.checkpoints IN ACCESS SHARE MODE');
    const [before]: unknown[] = await reader.query('SELECT sum(spent) FROM read_models.allocations');
    let swapped = false;
    const rebuilding = rebuild().then(() => (swapped = true));
    await until(async () => {
      const waiting: unknown[] = await fixture.database.query(
        `SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted`,
      );
      return waiting.length > 0;
    });
    expect(swapped).toBe(false);
    expect(await reader.query('SELECT sum(spent) FROM read_models.allocations')).toEqual([before]);
    await reader.commitTransaction();
    await reader.release();
    await rebuilding;
  });

  it('lets a batch that is being projected finish before it measures what it replaces', async () => {
    await feed.waitFor(await log.append(busyHistory(1, 10).events), WAIT_MS);
    const projecting = fixture.database.createQueryRunner();
    await projecting.startTransaction();
    await lockCheckpoint(projecting, 'read_models');
    const rebuilding = rebuild();
    await until(async () => {
      const waiting: unknown[] = await fixture.database.query(
        `SELECT 1 FROM pg_locks WHERE mode = 'ExclusiveLock' AND locktype = 'relation' AND NOT granted`,
      );
      return waiting.length > 0;
    });
    await projecting.commitTransaction();
    await projecting.release();
    expect((await rebuilding).position).toBe(feed.position());
  });

  it('refuses a log that ends before what the read models include', async () => {
    const { events } = busyHistory(1, 5);
    await projector.stop();
    await fixture.project(events.map((event) => ({ ...event, position: event.position + 1_000_000n })));
    const live = await allRows(fixture.database);
    await expect(rebuild()).rejects.toThrow(LogEndsBefore);
    expect(await allRows(fixture.database)).toEqual(live);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await holds())) if (Date.now() > deadline) throw new Error(`Not within ${WAIT_MS} ms.`);
}
