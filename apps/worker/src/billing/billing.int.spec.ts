import { JOB_BACKENDS, type JobBackendUnderTest } from '#libs/jobs/testing';
import { killedInTheMiddle } from '../testing/killed-in-the-middle.js';
import { startSmallSystem, type SmallSystem } from '../testing/small-system.js';
import { until } from '../testing/until.js';
import { WorkerBundle, type WorkerProcess } from '../testing/worker-process.js';

/** Faults tried: the answer is lost; the worker is killed while the API is at it. */
const bundle = new WorkerBundle();
beforeAll(() => bundle.build());

describe.each(JOB_BACKENDS)('renewals and top-ups, with jobs in $backend', ({ startBackend }) => {
  let system: SmallSystem;
  let backend: JobBackendUnderTest;
  let workers: WorkerProcess[];
  beforeEach(async () => {
    system = await startSmallSystem();
    backend = await startBackend();
    workers = [];
  });
  afterEach(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map(({ exited }) => exited));
    await backend.stop();
    await system.close();
  });

  const start = async () => {
    const worker = await bundle.start({
      DATABASE_URL: system.databaseUrl,
      API_URL: system.api.url,
      WORKER_API_KEY: 'tl_worker',
      ...backend.urls,
    });
    workers.push(worker);
    return worker;
  };
  const renewals = async () =>
    (await system.recorded('subscription', 's-1')).filter((type) => type === 'SubscriptionRenewalBegun');
  const asked = (what: string) => system.api.seen.filter(({ asksFor }) => asksFor === what);

  it('are asked for when they are due, and of nobody else', async () => {
    await system.subscribe('s-1');
    await system.wantTopUp('acc-1');
    await system.grant('acc-2', 'gift', -60);
    const worker = await start();
    await until(async () => (await renewals()).length === 1, 45_000);
    await until(async () => (await system.recorded('topUp', 'acc-1')).includes('TopUpBegun'), 45_000);
    expect(asked('top-up').map(({ accountId }) => accountId)).toEqual(['acc-1']);
    await until(() => worker.log.some(({ msg }) => msg === 'A top-up of the account acc-1 has begun.'));
    await until(() =>
      worker.log.some(({ msg }) => msg === 'The subscription s-1: renewal-begun, now active.'),
    );
  });

  it('happen once when the answer is lost', async () => {
    await system.subscribe('s-1');
    system.api.interferences.push(async (_, { carryOut, hangUp }) => {
      await carryOut();
      hangUp();
    });
    await start();
    await until(() => asked('renewal').length >= 2, 45_000);
    expect(await renewals()).toHaveLength(1);
  });

  it('happen once when the worker is killed in the middle', async () => {
    await system.subscribe('s-1');
    const first = start();
    system.api.interferences.push(killedInTheMiddle(first));
    expect(await (await first).exited).toBeNull();
    await start();
    await until(() => asked('renewal').length >= 2, 60_000);
    expect(await renewals()).toHaveLength(1);
  });
});
