import {
  EventLogInUse,
  Logins,
  openDefaultUsers,
  openEmbeddedEventStore,
  serveGrpc,
  type GivenPasswords,
  type OpenedEventStore,
  type TlsFiles,
} from '#libs/embedded-event-store';
import { errorCode } from '#libs/platform';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { join } from 'node:path';
import { EXIT_INTERRUPTED, OperatorError } from '../operator-error.js';
import type { Terminal } from '../terminal/terminal.js';
import { assertFreeSpace, dataFolder, prepareDataFolder } from '../up/data-folder.js';
import { lockInstance } from '../up/instance-lock.js';
import { postgresPart } from '../up/postgres-part.js';
import { listenForStop, wished } from '../up/stop-signals.js';
import { givenPasswords, tlsOf, type EventStoreFlags } from './event-store-options.js';

type Undo = () => Promise<void> | void;

/**
 * Runs one node until it is asked to stop, and stops it in order.
 * @throws {OperatorError} when it does not start. What had started is stopped again.
 */
export async function runEventStore(flags: EventStoreFlags, terminal: Terminal): Promise<void> {
  const tls = tlsOf(flags);
  const passwords = givenPasswords(flags);
  const { stop, force } = listenForStop();
  force.addEventListener('abort', () => process.exit(EXIT_INTERRUPTED));
  setLogVerbosity(logVerbosity.NONE); // it would print beside us what clients are told anyway
  const begun: Undo[] = [];
  try {
    await start({ flags, terminal, tls, passwords, begun, stop });
    await wished(stop);
    terminal.line('Stopping.');
  } finally {
    for (const undo of begun.reverse()) await undo();
  }
}

interface Start {
  readonly flags: EventStoreFlags;
  readonly terminal: Terminal;
  readonly tls: TlsFiles | null;
  readonly passwords: GivenPasswords;
  readonly stop: AbortSignal;
  /** How to end what has begun, in the order in which it began. */
  readonly begun: Undo[];
}

async function start(begin: Start): Promise<void> {
  const { flags, terminal, tls, begun } = begin;
  const { host, port } = flags;
  const opened = await openLog(flags.databaseUrl ?? (await ownPostgres(begin)), begin);
  begun.push(() => opened.close());
  const secure = tls && { tls, logins: await openLogins(opened, begin) };
  const server = await serveGrpc(opened, { host, port, ...secure }).catch((error: unknown) => {
    throw explained(error, `${host}:${port}`);
  });
  begun.push(() => server.close());
  terminal.line(`Event store is up: ${secure ? secureUrl(host, server.port) : plainUrl(host, server.port)}`);
}

async function openLogins({ engine }: OpenedEventStore, { passwords, terminal }: Start): Promise<Logins> {
  const { users, generated } = await openDefaultUsers(engine, passwords);
  for (const [name, password] of Object.entries(generated)) {
    terminal.line(`Password of ${name}, shown this once: ${password}`);
  }
  return new Logins(users);
}

const addressOf = (host: string, port: number) => `${host.includes(':') ? `[${host}]` : host}:${port}`;
const plainUrl = (host: string, port: number) => `esdb://${addressOf(host, port)}?tls=false`;
const secureUrl = (host: string, port: number) =>
  `esdb://admin:PASSWORD@${addressOf(host, port)}?tls=true&tlsCAFile=CA_FILE`;

async function ownPostgres(begin: Start): Promise<string> {
  const { flags, terminal, begun } = begin;
  const folder = dataFolder(flags.data);
  prepareDataFolder(folder);
  const lock = lockInstance(folder.lock, `event store on ${flags.host}:${flags.port}`);
  begun.push(() => lock.release());
  assertFreeSpace(folder);
  const part = postgresPart({
    dataDirectory: folder.postgres,
    port: 0,
    logPath: join(folder.logs, 'postgres.log'),
    show: (message) => terminal.line(message),
  });
  const running = await part.launch(begin.stop);
  begun.push(() => running.stop());
  return part.databaseUrl();
}

async function openLog(databaseUrl: string, { flags, terminal }: Start): Promise<OpenedEventStore> {
  try {
    return await openEmbeddedEventStore({
      databaseUrl,
      maxAppendBytes: flags.maxAppendSize,
      report: (message) => terminal.line(message),
    });
  } catch (error) {
    throw error instanceof EventLogInUse ? new OperatorError(error.message) : error;
  }
}

function explained(error: unknown, address: string): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new OperatorError(`${address} is in use already. Choose another --port.`);
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`Nothing can listen on ${address}. Choose another --host or --port.`);
    default:
      return error;
  }
}
