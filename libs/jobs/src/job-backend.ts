import type { Configuration } from '#libs/platform';
import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  withBackend,
  type Job,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';

type Urls = Pick<Configuration, 'DATABASE_URL' | 'REDIS_URL'>;
type Options = Omit<WorkerOptions, 'connection'>;

/** The schema of BullMQ's tables, its own name for them. */
const SCHEMA = 'bullmq';
/** Of each queue and each worker. */
const POOL_SIZE = 4;
const CONNECT_MS_MAX = 5_000;
const APPLICATION_NAME = 'token-ledger jobs';

const onPostgres = withBackend(createPostgresBackend);
const onRedis = withBackend(createRedisBackend);

export type JobBackend = ReturnType<typeof postgresBackend> | ReturnType<typeof redisBackend>;
export type BackendQueue = ReturnType<JobBackend['queue']>;
export type BackendWorker = ReturnType<JobBackend['worker']>;

export function jobBackend({ DATABASE_URL, REDIS_URL }: Urls): JobBackend {
  return REDIS_URL ? redisBackend(REDIS_URL) : postgresBackend(DATABASE_URL);
}

/**
 * BullMQ's tables in Postgres. Without them its workers ask for jobs in a loop that lets nothing else
 * in the process run, so they are there before any worker is.
 */
export async function migrateJobs({ DATABASE_URL, REDIS_URL }: Urls): Promise<void> {
  if (REDIS_URL) return;
  const client = new pg.Client({
    connectionString: DATABASE_URL,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
}

/** Payloads are typed by the queue's definition, see `jobs.ts`. */
type Process = (job: Job<unknown>) => Promise<void>;

function postgresBackend(databaseUrl: string) {
  const connection = {
    connectionString: databaseUrl,
    schema: SCHEMA,
    max: POOL_SIZE,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    keepAlive: true,
  };
  return {
    queue: (name: string) => new onPostgres.Queue<unknown, void>(name, { connection }),
    worker: (name: string, process: Process, options: Options) =>
      new onPostgres.Worker<unknown, void>(name, process, { ...options, connection }),
  };
}

function redisBackend(url: string) {
  const connection = { url };
  return {
    queue: (name: string) => new onRedis.Queue<unknown, void>(name, { connection }),
    worker: (name: string, process: Process, options: Options) =>
      new onRedis.Worker<unknown, void>(name, process, { ...options, connection }),
  };
}
