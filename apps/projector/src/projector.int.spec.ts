import {
  openEmbeddedEventStore,
  serveGrpc,
  type GrpcServer,
  type OpenedEventStore,
} from '#libs/embedded-event-store';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { migrateReadModels, ProjectionFeed, readModelsDataSource } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import type { DataSource } from 'typeorm';
import {
  bundleProjector,
  spawnProjector,
  startProjectorProcess,
  type ProjectorProcess,
} from './testing/projector-process.js';

const WAIT_MS = 20_000;

beforeAll(() => bundleProjector());

describe('the projector process', () => {
  let postgres: TestDatabase;
  let log: OpenedEventStore;
  let grpc: GrpcServer;
  let database: DataSource;
  let feed: ProjectionFeed;
  let projectors: ProjectorProcess[];
  beforeEach(async () => {
    postgres = await createTestDatabase();
    log = await openEmbeddedEventStore({ databaseUrl: postgres.url });
    grpc = await serveGrpc(log, { host: '127.0.0.1', port: 0 });
    await migrateReadModels(postgres.url);
    database = await readModelsDataSource(postgres.url).initialize();
    feed = await ProjectionFeed.open(postgres.url, { askWhileWaitingMs: 20 });
    projectors = [];
  });
  afterEach(async () => {
    for (const projector of projectors) projector.kill('SIGKILL');
    await Promise.all(projectors.map(({ exited }) => exited));
    await feed.close();
    await database.destroy();
    await grpc.close();
    await log.close();
    await postgres.drop();
  });

  const start = async () => {
    const projector = await startProjectorProcess({
      DATABASE_URL: postgres.url,
      EMBEDDED_EVENT_STORE_PORT: String(grpc.port),
    });
    projectors.push(projector);
    return projector;
  };
  const get = async (projector: ProjectorProcess, path: string) => {
    const answer = await fetch(`http://127.0.0.1:${projector.port}${path}`);
    return { status: answer.status, body: await answer.text() };
  };
  const until = async (holds: () => Promise<boolean>) => {
    const deadline = Date.now() + WAIT_MS;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`Not within ${WAIT_MS} ms.`);
      await pause(20);
    }
  };
  const isReady = async (projector: ProjectorProcess) =>
    (await get(projector, '/health/ready')).status === 200;

  let consumed = 0;
  /** @returns the position of the last. */
  const consume = async (count: number): Promise<bigint> => {
    const events = Array.from({ length: count }, () => {
      consumed += 1;
      return consumption(`op-${consumed}`);
    });
    const { position } = await log.store.append(`account-acc-1`, events, { expectedRevision: 'any' });
    return position;
  };
  const unlimitedSpent = async () => {
    const rows: { count: string; spent: string; buckets: string }[] = await database.query(
      `SELECT (SELECT count(*) FROM read_models.consumptions) AS count,
              (SELECT sum(unlimited_spent) FROM read_models.allocations) AS spent,
              (SELECT sum(operations) FROM read_models.usage_buckets) AS buckets`,
    );
    return rows[0];
  };
  const everyEventOnce = (count: number) => ({
    count: `${count}`,
    spent: `${count}.000000`,
    buckets: `${count}`,
  });

  it('is ready when it has caught up, and shows what it does as metrics', async () => {
    const position = await consume(25);
    const projector = await start();
    expect(await feed.waitFor(position, WAIT_MS)).toBe(true);
    await until(() => isReady(projector));
    expect((await get(projector, '/health/live')).status).toBe(200);
    const { body } = await get(projector, '/metrics');
    expect(body).toContain('ledger_projection_lag_events{process="projector"} 0');
    expect(body).toContain('ledger_projection_lag_seconds{process="projector"} 0');
    expect(body).toContain('ledger_projection_events_total{process="projector"} 25');
    expect(body).toContain('ledger_projection_batch_events_sum{process="projector"} 25');
  });

  it('loses and repeats nothing when it is killed in mid-batch, again and again', async () => {
    consumed = 0;
    let last = await consume(3_000);
    for (let kills = 0; kills < 4; kills += 1) {
      const seen = feed.position() ?? 0n;
      const projector = await start();
      await until(async () => (feed.position() ?? 0n) > seen);
      projector.kill('SIGKILL');
      expect(await projector.exited).toBeNull();
      last = await consume(3_000);
    }
    await start();
    expect(await feed.waitFor(last, WAIT_MS)).toBe(true);
    expect(await unlimitedSpent()).toEqual(everyEventOnce(consumed));
  });

  it('leaves the work to one of two, and takes over when that one dies', async () => {
    consumed = 0;
    const first = await start();
    await until(() => isReady(first));
    const second = await start();
    // Its line may come after its readiness: the pipe and the socket are two ways.
    await until(() => Promise.resolve(second.log.some(({ status }) => status === 'standing-by')));
    expect(await isReady(second)).toBe(true);
    first.kill('SIGKILL');
    expect(await feed.waitFor(await consume(10), WAIT_MS)).toBe(true);
    expect(await unlimitedSpent()).toEqual(everyEventOnce(10));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    const projector = await start();
    await until(() => isReady(projector));
    projector.kill(signal);
    expect(await projector.exited).toBe(0);
  });

  it('comes back by itself when the event store was away', async () => {
    consumed = 0;
    const projector = await start();
    await until(() => isReady(projector));
    const { port } = grpc;
    await grpc.close();
    await until(async () => !(await isReady(projector)));
    const position = await consume(5);
    grpc = await serveGrpc(log, { host: '127.0.0.1', port });
    expect(await feed.waitFor(position, WAIT_MS)).toBe(true);
    await until(() => isReady(projector));
    expect(await unlimitedSpent()).toEqual(everyEventOnce(5));
  });

  it('stops at an event that it cannot understand, names it, and stays unready', async () => {
    consumed = 0;
    await consume(2);
    const poison = { ...consumption('op-poison'), data: { model: 'gpt-5-nano' } };
    const { position } = await log.store.append('account-acc-1', [poison], { expectedRevision: 'any' });
    await consume(2);
    const projector = await start();
    await until(async () => (await get(projector, '/health/ready')).body.includes(`position ${position}`));
    expect((await get(projector, '/health/ready')).status).toBe(503);
    expect((await get(projector, '/health/live')).status).toBe(200);
    expect(await unlimitedSpent()).toEqual(everyEventOnce(2));
    const { body } = await get(projector, '/metrics');
    expect(body).toContain('ledger_projection_lag_events{process="projector"} 3');
    const [, seconds] = /ledger_projection_lag_seconds\{process="projector"\} (.+)/.exec(body) ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThan(60);
  });
});

it('says what is wrong with the configuration, and exits', async () => {
  const child = spawnProjector({ DATABASE_URL: 'mysql://nowhere' });
  const [said, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  expect(said).toContain('DATABASE_URL: must be postgres://...');
  expect(code).toBe(1);
});

it('says which port is in use, and exits', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const child = spawnProjector({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', PROJECTOR_PORT: port });
  const [said, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  taken.close();
  expect(said).toContain(`Port ${port} (PROJECTOR_PORT) is in use.`);
  expect(code).toBe(1);
});

function consumption(operationId: string) {
  return {
    id: randomUUID(),
    type: 'TokensConsumed',
    data: {
      operationId,
      model: 'gpt-5-nano',
      feature: 'ai_bots',
      units: '1',
      unit: 'word',
      rate: '1',
      rateRevision: 0,
      tokens: '1',
      drawn: [],
      unlimited: true,
      balanceBefore: '0',
      balanceAfter: '0',
      consumedAt: '2026-01-03T07:58:00.000Z',
    },
    metadata: { operationId, requestHash: 'f'.repeat(64) },
  };
}
