import { setTimeout as pause } from 'node:timers/promises';
import { postgresBinaries, type PostgresBinaries } from './binaries.js';
import { openCluster, type Cluster } from './cluster.js';
import { failureFrom } from './embedded-postgres-failed.js';
import { freePort } from './free-port.js';
import { endLeftOverServer } from './left-over-server.js';
import { postgresUser, type OperatingUser } from './operating-user.js';
import { readPostmasterFile } from './postmaster-file.js';
import { run, type RunningProgram } from './program.js';
import { placeOfData } from './reachable-home.js';

/**
 * Runs the programs of `@embedded-postgres/*` itself rather than through the package
 * `embedded-postgres`: that one stops its server in an exit hook of its own, the moment a signal
 * comes, while the API still writes. Here the owner stops it, last and in order.
 */
export interface EmbeddedPostgresOptions {
  /** Held by the caller alone: a server found running on it is taken for a left-over and ended. */
  readonly dataDirectory: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gets the server's log. */
  readonly log?: (text: string) => void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  /** Where the data are: another place than asked for when its user may not go there. */
  readonly dataDirectory: string;
  /** Resolves with a description when the server ends, for whatever reason. */
  readonly exited: Promise<string>;
  lastWords(): string;
  url(database: string): string;
  /** Ends open sessions and stops; nothing is lost. */
  stop(): Promise<void>;
  /** Ends it and its sessions at once; the next start recovers from its log. */
  kill(): void;
}

const READY_POLL_MS = 25;
const STOP_MS_MAX = 10_000;
const SESSIONS_OF_OLD_SERVER_MS_MAX = 10_000;
const RETRY_MS = 250;

/** @throws {EmbeddedPostgresFailed} */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = postgresUser(options.dataDirectory);
  const binaries = postgresBinaries(user);
  const directory = placeOfData(options.dataDirectory, user);
  const cluster = await openCluster(binaries, user, directory);
  await endLeftOverServer(directory);
  const port = options.port || (await freePort());
  const server = await launchUntilReady({ binaries, user, directory, port, options });
  return describe(server, cluster, port);
}

interface Launch {
  readonly binaries: PostgresBinaries;
  readonly user: OperatingUser | null;
  readonly directory: string;
  readonly port: number;
  readonly options: EmbeddedPostgresOptions;
}

/** Sessions of a server that was killed outlive it for a moment, and nobody else gets in meanwhile. */
async function launchUntilReady(launch: Launch): Promise<RunningProgram> {
  const until = Date.now() + SESSIONS_OF_OLD_SERVER_MS_MAX;
  for (;;) {
    const server = start(launch);
    const ended = await readyOrEnded(server, launch.directory);
    if (ended === null) return server;
    const blocked = /shared memory block .* still in use|lock file "postmaster.pid"/.test(server.lastWords());
    if (!blocked || Date.now() > until) throw failureFrom(server.lastWords(), launch.directory, ended);
    await pause(RETRY_MS);
  }
}

function start({ binaries, user, directory, port, options }: Launch): RunningProgram {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    log_line_prefix: '%m [%p] ',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = options.log ? { log: options.log } : {};
  return run(binaries.postgres, ['-D', directory, ...flags], { user, ...log });
}

/** Recovery after a crash may take its time: as long as the server lives, it is waited for. */
async function readyOrEnded(server: RunningProgram, directory: string): Promise<string | null> {
  const outcome: { ended: string | null } = { ended: null };
  void server.exited.then((how) => (outcome.ended = how));
  while (outcome.ended === null) {
    const status = readPostmasterFile(directory);
    if (status?.ready && status.pid === server.process.pid) return null;
    await pause(READY_POLL_MS);
  }
  return outcome.ended;
}

function describe(server: RunningProgram, { directory, password }: Cluster, port: number): EmbeddedPostgres {
  return {
    port,
    pid: server.process.pid ?? 0,
    dataDirectory: directory,
    exited: server.exited,
    lastWords: () => server.lastWords(),
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    kill: () => server.process.kill('SIGQUIT'),
    stop: async () => {
      server.process.kill('SIGINT'); // "fast shutdown"
      const patience = setTimeout(() => server.process.kill('SIGQUIT'), STOP_MS_MAX);
      await server.exited;
      clearTimeout(patience);
    },
  };
}
