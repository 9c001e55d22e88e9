import { migrateIdentity, openIdentity } from '#libs/identity';
import { Jobs, PURGE_SESSIONS, type JobObserver } from '#libs/jobs';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { migrateReadModels } from '#libs/read-models';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { until } from './testing/until.js';
import { WorkerBundle, type WorkerProcess } from './testing/worker-process.js';

const bundle = new WorkerBundle();
beforeAll(() => bundle.build());

const PURGES = 'ledger_jobs_completed_total{queue="purge-sessions",process="worker"} 1';
const said = ({ log }: WorkerProcess, message: string) => log.some(({ msg }) => msg === message);

describe('the worker process', () => {
  let postgres: TestDatabase;
  let worker: WorkerProcess | null;
  beforeEach(async () => {
    worker = null;
    postgres = await createTestDatabase();
    await Promise.all([migrateReadModels(postgres.url), migrateIdentity(postgres.url)]);
  });
  afterEach(async () => {
    worker?.kill('SIGKILL');
    await worker?.exited;
    await postgres.drop();
  });

  it('purges the sessions that have expired, and no other', async () => {
    const past = await openIdentity(postgres.url, () => new Date('2020-01-01T00:00:00Z'));
    const present = await openIdentity(postgres.url);
    const user = await past.users.create(ADA);
    await past.sessions.open(user);
    const { token } = await present.sessions.open(user);
    worker = await bundle.start({ DATABASE_URL: postgres.url });
    const { log, metrics } = worker;
    await until(async () => (await metrics()).includes(PURGES));
    await until(() => log.some(({ msg }) => msg === 'Expired sessions purged: 1.'));
    expect(await present.sessions.find(token)).not.toBeNull();
    await Promise.all([past.close(), present.close()]);
  });

  it('says once that it has no key for commands, and does the rest', async () => {
    worker = await bundle.start({ DATABASE_URL: postgres.url, WORKER_API_KEY: '' });
    const { log, metrics } = worker;
    await until(async () => (await metrics()).includes(PURGES));
    const missing = () => log.filter(({ msg }) => String(msg).startsWith('WORKER_API_KEY is not set'));
    await until(() => missing().length > 0);
    expect(missing()).toHaveLength(1);
    expect(await worker.readiness()).toBe(200);
    expect(await metrics()).not.toContain('find-due-grants');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    worker = await bundle.start({ DATABASE_URL: postgres.url, WORKER_API_KEY: 'tl_worker' });
    worker.kill(signal);
    expect(await worker.exited).toBe(0);
    expect(said(worker, 'Stopped.')).toBe(true);
  });
});

describe('on a Postgres of its own', () => {
  let dataDirectory: string;
  let postgres: EmbeddedPostgres;
  let worker: WorkerProcess | null;
  beforeEach(async () => {
    worker = null;
    dataDirectory = await mkdtemp(join(tmpdir(), 'token-ledger-worker-'));
    postgres = await startEmbeddedPostgres({ dataDirectory });
  });
  afterEach(async () => {
    worker?.kill('SIGKILL');
    await worker?.exited;
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('waits when that is away, quietly, and goes on when it is back', async () => {
    const url = postgres.url('postgres');
    await Promise.all([migrateReadModels(url), migrateIdentity(url)]);
    const running = await bundle.start({ DATABASE_URL: url, WORKER_API_KEY: 'tl_worker' });
    worker = running;
    await until(async () => (await running.metrics()).includes(PURGES));
    postgres.kill();
    await postgres.exited;
    await until(async () => (await running.readiness()) === 503);
    postgres = await startEmbeddedPostgres({ dataDirectory, port: postgres.port });
    await until(async () => (await running.readiness()) === 200);
    await purgeNow(url);
    await until(async () => /purge-sessions",process="worker"} [2-9]/.test(await running.metrics()));
    expect(running.log.length).toBeLessThan(30);
    running.kill('SIGTERM');
    expect(await running.exited).toBe(0);
  });
});

describe('a worker that cannot start says why, and exits:', () => {
  const lastWords = async (environment: NodeJS.ProcessEnv) => {
    const child = bundle.spawn(environment);
    const [words, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
    expect(code).toBe(1);
    return words;
  };

  it('the configuration is wrong', async () => {
    const words = await lastWords({ DATABASE_URL: 'mysql://nowhere', API_URL: 'nowhere' });
    expect(words).toContain('DATABASE_URL: must be postgres://...');
    expect(words).toContain('API_URL: ');
  });

  it('Postgres is not there', async () => {
    const words = await lastWords({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(words).toBe('What DATABASE_URL names cannot be used: connect ECONNREFUSED 127.0.0.1:1\n');
  });

  it('the port is in use', async () => {
    const postgres = await createTestDatabase();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo; // a TCP server that listens has one
    const words = await lastWords({ DATABASE_URL: postgres.url, WORKER_PORT: String(port) });
    taken.close();
    await postgres.drop();
    expect(words).toContain(`Port ${port} (WORKER_PORT) is in use.`);
  });
});

const ADA = {
  email: 'ada@example.org',
  name: 'Ada',
  password: 'correct horse battery',
  role: 'user',
  accountId: 'acc-ada',
} as const;

const DEAF: JobObserver = {
  completed: () => undefined,
  failed: () => undefined,
  abandoned: () => undefined,
  waits: () => undefined,
  troubled: () => undefined,
};

async function purgeNow(databaseUrl: string): Promise<void> {
  const jobs = await Jobs.open({ DATABASE_URL: databaseUrl }, DEAF);
  await jobs.queue(PURGE_SESSIONS).add({ id: 'now', payload: {} });
  await jobs.close();
}
