import { RedisServer } from '#libs/jobs/testing';
import { startSmallSystem, type SmallSystem } from '../testing/small-system.js';
import { until } from '../testing/until.js';
import { WorkerBundle, type WorkerProcess } from '../testing/worker-process.js';

const ACCOUNTS = Array.from({ length: 12 }, (_, index) => `acc-${index}`);
const WAIT_MS_MAX = 45_000;

const bundle = new WorkerBundle();
beforeAll(() => bundle.build());

describe('when Redis is killed while expiries wait and are recorded,', () => {
  let system: SmallSystem;
  let redis: RedisServer;
  let worker: WorkerProcess | null;
  let killed: Promise<void>[];
  beforeEach(async () => {
    worker = null;
    killed = [];
    [system, redis] = await Promise.all([startSmallSystem(), RedisServer.start()]);
    for (const account of ACCOUNTS) await system.grant(account, `of-${account}`, 1);
  });
  afterEach(async () => {
    worker?.kill('SIGKILL');
    await worker?.exited;
    await redis.stop();
    await system.close();
  });

  const start = async () => {
    worker = await bundle.start({
      DATABASE_URL: system.databaseUrl,
      REDIS_URL: redis.url,
      API_URL: system.api.url,
      WORKER_API_KEY: 'tl_worker',
    });
    return worker;
  };
  const allRecorded = async () => {
    for (const account of ACCOUNTS)
      await until(async () => (await system.expired(account)).length > 0, WAIT_MS_MAX);
    for (const account of ACCOUNTS) expect(await system.expired(account)).toEqual([`of-${account}`]);
  };
  /** In the middle of the first command. */
  const killAtTheFirst = () =>
    system.api.interferences.push(async (_, { carryOut, send }) => {
      killed.push(redis.kill());
      await carryOut();
      send(200);
    });

  it('the worker says so, and records the rest once when it is back', async () => {
    killAtTheFirst();
    const running = await start();
    await until(async () => (await running.readiness()) === 503);
    expect(await running.metrics()).not.toContain('ledger_jobs_failed_waiting{');
    await Promise.all(killed);
    await redis.begin();
    await allRecorded();
    await until(async () => (await running.readiness()) === 200);
    expect(await running.metrics()).not.toContain('final="true"');
  });

  it('and the worker with it, another records each once', async () => {
    killAtTheFirst();
    const first = await start();
    await until(() => killed.length > 0 && system.api.interferences.length === 0);
    first.kill('SIGKILL');
    await first.exited;
    await Promise.all(killed);
    await redis.begin();
    await start();
    await allRecorded();
  });
});
