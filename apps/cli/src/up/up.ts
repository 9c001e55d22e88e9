import { eventStoreUrl, freePort } from '#libs/platform';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_INTERRUPTED } from '../operator-error.js';
import { seedOnce } from '../seed/seed-once.js';
import type { Terminal } from '../terminal/terminal.js';
import { announce } from './announcement.js';
import { endLeftOverChildren } from './children-record.js';
import { assertFreeSpace, dataFolder, prepareDataFolder, type DataFolder } from './data-folder.js';
import { apiUrl, checkedConfiguration, childEnvironment } from './environment.js';
import { writeInstance } from './instance.js';
import { lockInstance } from './instance-lock.js';
import { InstanceParts } from './instance-parts.js';
import { neededPorts } from './needed-ports.js';
import type { Part } from './part.js';
import { assertPortsFree } from './ports.js';
import { postgresPart } from './postgres-part.js';
import { serverProcess } from './server-process.js';
import { listenForStop, wished } from './stop-signals.js';
import type { UpOptions } from './up-options.js';
import { workerKey } from './worker-key.js';

/**
 * Starts everything, keeps it running until it is asked to stop, and stops it in order.
 * @throws {OperatorError} when something does not start. What had started is stopped again.
 */
export async function up(options: UpOptions, terminal: Terminal): Promise<void> {
  const wishes = listenForStop();
  const folder = dataFolder(options.data);
  prepareDataFolder(folder);
  const lock = lockInstance(folder.lock, apiUrl(options));
  const parts = new InstanceParts(terminal, folder);
  wishes.force.addEventListener('abort', () => {
    parts.kill();
    process.exit(EXIT_INTERRUPTED);
  });
  try {
    await untilWished(startAll({ options, terminal, folder, parts }), wishes.stop);
    if (!wishes.stop.aborted) await untilWished(new Promise(() => undefined), wishes.stop);
    terminal.line();
  } finally {
    await parts.stop();
    rmSync(folder.children, { force: true });
    rmSync(folder.instance, { force: true });
    lock.release();
  }
}

interface Start {
  readonly options: UpOptions;
  readonly terminal: Terminal;
  readonly folder: DataFolder;
  readonly parts: InstanceParts;
}

/** Also ends when the operator wants to stop before the work is done. */
async function untilWished(work: Promise<void>, stop: AbortSignal): Promise<void> {
  work.catch(() => undefined); // what fails because it is being stopped concerns nobody
  await Promise.race([work, wished(stop)]);
}

async function startAll(start: Start): Promise<void> {
  const { options, terminal, folder } = start;
  checkedConfiguration(childEnvironment(options, process.env['DATABASE_URL'] ?? 'postgres://embedded'));
  const left = await endLeftOverChildren(folder.children);
  if (left > 0) terminal.line(`  Ended ${left} processes that a killed run had left behind.`);
  assertFreeSpace(folder);
  await assertPortsFree(neededPorts(options));
  const databaseUrl = process.env['DATABASE_URL'] ?? (await startPostgres(start));
  const environment = await terminal.step('Preparing sign-in', () => prepareSignIn(start, databaseUrl));
  const configuration = checkedConfiguration(environment);
  await startServers(start, environment);
  const instance = { apiUrl: apiUrl(options), databaseUrl, eventStoreUrl: eventStoreUrl(configuration) };
  writeInstance(folder.instance, instance);
  if (options.seed ?? isEmbedded()) await seedOnce(terminal, instance, folder.seeded);
  announce(terminal, { options, folder, eventStoreUrl: instance.eventStoreUrl });
}

/** Nobody finds demo data in a database of their own unless they asked for it. */
function isEmbedded(): boolean {
  return !process.env['DATABASE_URL'] && !process.env['EVENT_STORE_URL'];
}

async function startPostgres({ options, terminal, folder, parts }: Start): Promise<string> {
  const part = postgresPart({
    dataDirectory: folder.postgres,
    port: options.postgresPort || (await freePort()),
    logPath: join(folder.logs, 'postgres.log'),
    show: parts.show('Postgres'),
  });
  const isNew = !existsSync(folder.postgres) && !existsSync(`${folder.postgres}.location`);
  const title = isNew ? 'Creating the database and starting Postgres' : 'Starting Postgres';
  await terminal.step(title, () => parts.start(part));
  return part.databaseUrl();
}

async function prepareSignIn({ options, folder }: Start, databaseUrl: string): Promise<NodeJS.ProcessEnv> {
  const environment = childEnvironment(options, databaseUrl);
  const key = environment['WORKER_API_KEY'] ?? (await workerKey(databaseUrl, folder.secrets));
  return { ...environment, WORKER_API_KEY: key };
}

/** All at once: each waits for what it needs. The order is that in which they are stopped, backwards. */
async function startServers({ options, terminal, folder, parts }: Start, environment: NodeJS.ProcessEnv) {
  const server = (name: string, app: string, healthUrl: string) =>
    serverProcess({
      name,
      program: `${app}/src/main.js`,
      environment,
      healthUrl,
      logPath: join(folder.logs, `${app}.log`),
      show: parts.show(name),
    });
  const api = server('API', 'api', apiUrl(options));
  const worker = server('worker', 'worker', `http://127.0.0.1:${options.workerPort}`);
  const projector = server('projector', 'projector', `http://127.0.0.1:${options.projectorPort}`);
  const waiting = new Set([api, worker, projector]);
  await terminal.step('Starting API, worker and projector', async (tell) => {
    const start = async (part: Part) => {
      await parts.start(part);
      waiting.delete(part);
      tell(`waiting for ${[...waiting].map(({ name }) => name).join(' and ')}`);
    };
    await Promise.all([...waiting].map(start));
  });
}
