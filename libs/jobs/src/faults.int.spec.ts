import { startEmbeddedPostgres } from '#libs/platform';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '#libs/platform/testing';
import { RecordedJobs, RedisServer } from '../testing/src/index.js';
import type { JobQueueDefinition } from './job-queues.js';
import { Jobs } from './jobs.js';

/** A server of the suite's own, which is killed as by a power cut. */
interface Mortal {
  readonly urls: { readonly DATABASE_URL: string; readonly REDIS_URL?: string };
  kill(): Promise<void>;
  begin(): Promise<void>;
  stop(): Promise<void>;
}

async function mortalPostgres(): Promise<Mortal> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'token-ledger-jobs-'));
  let server = await startEmbeddedPostgres({ dataDirectory });
  const { port } = server;
  return {
    urls: { DATABASE_URL: server.url('postgres') },
    kill: async () => {
      server.kill();
      await server.exited;
    },
    begin: async () => {
      server = await startEmbeddedPostgres({ dataDirectory, port });
    },
    stop: async () => {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function mortalRedis(): Promise<Mortal> {
  const [database, server] = await Promise.all([createTestDatabase(), RedisServer.start()]);
  return {
    urls: { DATABASE_URL: database.url, REDIS_URL: server.url },
    kill: () => server.kill(),
    begin: () => server.begin(),
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

const JOBS = 40;
const CONCURRENCY = 3;

describe.each([
  { backend: 'Postgres', start: mortalPostgres },
  { backend: 'Redis', start: mortalRedis },
])('when $backend is killed, jobs', ({ start }) => {
  let server: Mortal;
  let recorded: RecordedJobs;
  let jobs: Jobs;
  let greetings: JobQueueDefinition<{ readonly name: string }>;
  beforeEach(async () => {
    server = await start();
    recorded = new RecordedJobs();
    jobs = await Jobs.open(server.urls, recorded);
    greetings = {
      name: `greetings-${randomUUID()}`,
      attemptsMax: 3,
      concurrency: CONCURRENCY,
      perSecondMax: 1_000,
      lockMs: 1_000,
    };
  });
  afterEach(async () => {
    await jobs.close();
    await server.stop();
  });

  const names = Array.from({ length: JOBS }, (_, index) => `guest-${index}`);
  const add = (...some: string[]) =>
    jobs.queue(greetings).add(...some.map((name) => ({ id: name, payload: { name } })));

  it('that wait are there again, and are not added twice', async () => {
    await add(...names);
    await server.kill();
    await server.begin();
    await add(...names);
    const greeted: string[] = [];
    await jobs.work(greetings, async ({ name }) => void greeted.push(name));
    await recorded.until(() => recorded.completedJobs >= JOBS);
    expect(greeted).toHaveLength(JOBS);
    expect(new Set(greeted)).toEqual(new Set(names));
  });

  it('that run are finished, and have their effect once; those that wait run once', async () => {
    const runs: string[] = [];
    const effects = new Set<string>();
    let goOn: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (goOn = resolve));
    await jobs.work(greetings, async ({ name }) => {
      runs.push(name);
      recorded.noticed();
      if (runs.length > 10) await back;
      effects.add(name); // as a command with its key: a second time it does nothing
      recorded.noticed();
    });
    await add(...names);
    await recorded.until(() => runs.length === 10 + CONCURRENCY);
    const underWay = new Set(runs);
    await server.kill();
    goOn();
    await server.begin();
    await recorded.until(() => effects.size === JOBS);
    expect(effects).toEqual(new Set(names));
    for (const name of names.filter((one) => !underWay.has(one)))
      expect(runs.filter((one) => one === name)).toEqual([name]);
    expect(await jobs.failed(JOBS)).toEqual([]);
  });

  it('that failed are still shown', async () => {
    await jobs.work({ ...greetings, attemptsMax: 1 }, async () => Promise.reject(new Error('nobody there')));
    await jobs.queue({ ...greetings, attemptsMax: 1 }).add({ id: 'Ada', payload: { name: 'Ada' } });
    await recorded.until(() => recorded.failures.length === 1);
    await server.kill();
    await server.begin();
    expect(await jobs.failed(1)).toMatchObject([{ id: 'Ada', reason: 'nobody there' }]);
  });
});
