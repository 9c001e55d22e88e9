import { JOB_BACKENDS, type JobBackendUnderTest } from '#libs/jobs/testing';
import { killedInTheMiddle } from '../testing/killed-in-the-middle.js';
import { startSmallSystem, type SmallSystem } from '../testing/small-system.js';
import { until } from '../testing/until.js';
import { WorkerBundle, type WorkerProcess } from '../testing/worker-process.js';

const bundle = new WorkerBundle();
beforeAll(() => bundle.build());

describe.each(JOB_BACKENDS)('expiries, with jobs in $backend', ({ startBackend }) => {
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

  const start = async (environment: NodeJS.ProcessEnv = {}) => {
    const worker = await bundle.start({
      DATABASE_URL: system.databaseUrl,
      API_URL: system.api.url,
      WORKER_API_KEY: 'tl_worker',
      ...backend.urls,
      ...environment,
    });
    workers.push(worker);
    return worker;
  };
  const recorded = (accountId: string, count = 1) =>
    until(async () => (await system.expired(accountId)).length === count, 45_000);
  const keys = () => system.api.seen.map(({ key }) => key);

  it('are recorded once each, and only when they are due', async () => {
    await system.grant('acc-1', 'overdue', 60);
    await system.grant('acc-1', 'due', 1);
    await system.grant('acc-1', 'not-yet', -60);
    await system.grant('acc-2', 'foreign', 5);
    const worker = await start();
    await recorded('acc-1', 2);
    await recorded('acc-2');
    await until(async () =>
      (await worker.metrics()).includes(
        'ledger_jobs_completed_total{queue="record-expiry",process="worker"} 3',
      ),
    );
    expect(await system.expired('acc-1')).toEqual(['overdue', 'due']);
    expect(keys().sort()).toEqual(['expiry-of-due', 'expiry-of-foreign', 'expiry-of-overdue']);
    expect(system.api.seen[0]?.authorization).toBe('Bearer tl_worker');
  });

  it('are recorded of a hold whose id is as long as an id may be', async () => {
    const holdId = 'h'.repeat(200);
    await system.hold('acc-1', holdId);
    await start();
    await recorded('acc-1');
    expect(await system.expired('acc-1')).toEqual([holdId]);
    expect(keys()).toEqual([expect.stringMatching(/^expiry-of-hold-h+~[0-9a-f]{64}$/)]);
  });

  it('of one account do not wait for those of another that fail', async () => {
    await system.grant('acc-1', 'troubled', 60);
    await system.grant('acc-2', 'fine', 1);
    system.api.interferences.push(...Array.from({ length: 3 }, () => refuseFirst(503)));
    const worker = await start();
    await recorded('acc-2');
    await recorded('acc-1');
    expect(keys().filter((key) => key === 'expiry-of-troubled').length).toBeGreaterThan(1);
    expect(await worker.metrics()).toMatch(/ledger_jobs_failed_total\{queue="record-expiry",final="false"/);
    const retried = () => worker.log.find(({ msg }) => msg === 'A job has failed and is tried again.');
    await until(() => retried() !== undefined);
    expect(retried()).toMatchObject({ err: { message: 'The API answered 503: {}' } });
  });

  it('wait for as long as an API that is busy asks for', async () => {
    await system.grant('acc-1', 'due', 1);
    let askedAt = 0;
    system.api.interferences.push((_, { send }) => {
      askedAt = Date.now();
      send(429, { 'Retry-After': '1' });
    });
    const worker = await start();
    await recorded('acc-1');
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(950);
    const told = () => worker.log.find(({ msg }) => msg === 'Jobs have to wait.');
    await until(() => told() !== undefined);
    expect(told()).toMatchObject({ waitMs: 1_000 });
    expect(await worker.metrics()).not.toContain('ledger_jobs_failed_total{queue="record-expiry"');
  });

  it('are recorded when an API that was away is back', async () => {
    await system.grant('acc-1', 'due', 1);
    await system.api.close();
    const worker = await start();
    await until(() => worker.log.some(({ msg }) => msg === 'Jobs have to wait.'));
    expect(await worker.readiness()).toBe(200);
    await system.restartApi();
    await recorded('acc-1');
  });

  it('are recorded once when the answer is lost', async () => {
    await system.grant('acc-1', 'due', 1);
    system.api.interferences.push(async (_, { carryOut, hangUp }) => {
      await carryOut();
      hangUp();
    });
    await start();
    await until(() => keys().length === 2);
    expect(keys()).toEqual(['expiry-of-due', 'expiry-of-due']);
    expect(await system.expired('acc-1')).toEqual(['due']);
  });

  it('are recorded once when the worker is killed in the middle', async () => {
    await system.grant('acc-1', 'due', 1);
    const first = start();
    system.api.interferences.push(killedInTheMiddle(first));
    expect(await (await first).exited).toBeNull();
    const second = await start();
    await until(() => keys().length === 2, 45_000);
    expect(keys()).toEqual(['expiry-of-due', 'expiry-of-due']);
    expect(await system.expired('acc-1')).toEqual(['due']);
    await until(async () =>
      (await second.metrics()).includes(
        'ledger_jobs_abandoned_total{queue="record-expiry",process="worker"} 1',
      ),
    );
  });

  it('are all recorded once when the worker is killed while others wait', async () => {
    const accounts = Array.from({ length: 12 }, (_, index) => `acc-${index}`);
    for (const account of accounts) await system.grant(account, `of-${account}`, 1);
    const first = start();
    system.api.interferences.push(...Array.from({ length: 4 }, () => killedInTheMiddle(first)));
    expect(await (await first).exited).toBeNull();
    system.api.interferences.splice(0);
    await start();
    for (const account of accounts) await recorded(account);
    await until(() => new Set(keys()).size < keys().length, 45_000);
    for (const account of accounts) expect(await system.expired(account)).toEqual([`of-${account}`]);
  });

  it('are shared by two workers', async () => {
    for (let index = 0; index < 20; index += 1) await system.grant(`acc-${index}`, 'due', 1);
    await Promise.all([start(), start()]);
    for (let index = 0; index < 20; index += 1) await recorded(`acc-${index}`);
    expect(new Set(system.api.seen.map(({ accountId }) => accountId)).size).toBe(20);
  });

  it('do not keep the worker from stopping in seconds when the API hangs', async () => {
    await system.grant('acc-1', 'due', 1);
    system.api.interferences.push(() => undefined);
    const worker = await start();
    await until(() => keys().length === 1);
    worker.kill('SIGTERM');
    expect(await worker.exited).toBe(0);
    await start();
    await recorded('acc-1');
  });

  it('are given up, loudly, when the API refuses them', async () => {
    await system.grant('acc-1', 'due', 1);
    system.api.interferences.push((_, { send }) => send(422));
    const worker = await start();
    await until(() => worker.log.some(({ msg }) => msg === 'A job has failed and is given up.'));
    expect(await worker.metrics()).toContain(
      'ledger_jobs_failed_total{queue="record-expiry",final="true",process="worker"} 1',
    );
    await until(async () =>
      (await worker.metrics()).includes(
        'ledger_jobs_failed_waiting{queue="record-expiry",process="worker"} 1',
      ),
    );
  });
});

/** For the troubled grant; any other is answered properly. */
function refuseFirst(status: number) {
  return async (
    { key }: { key: string },
    { carryOut, send }: { carryOut: () => Promise<void>; send: (status: number) => void },
  ) => {
    if (key === 'expiry-of-troubled') return send(status);
    await carryOut();
    send(200);
  };
}
