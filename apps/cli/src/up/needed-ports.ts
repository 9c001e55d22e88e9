import { httpHost } from './environment.js';
import type { NeededPort } from './ports.js';
import type { UpOptions } from './up-options.js';

const LOOPBACK = '127.0.0.1';

/** Every port that this instance listens on. Embedded parts that are replaced by a URL need none. */
export function neededPorts(options: UpOptions): readonly NeededPort[] {
  const ports: NeededPort[] = [
    {
      port: options.port,
      host: httpHost(),
      purpose: 'the API and the dashboard',
      flag: '--port',
      variable: 'HTTP_PORT',
    },
    loopback(options.projectorPort, 'the health of the projector', '--projector-port', 'PROJECTOR_PORT'),
    loopback(options.workerPort, 'the health of the worker', '--worker-port', 'WORKER_PORT'),
  ];
  if (!process.env['EVENT_STORE_URL']) {
    ports.push(
      loopback(options.eventStorePort, 'the event store', '--event-store-port', 'EMBEDDED_EVENT_STORE_PORT'),
    );
  }
  if (!process.env['DATABASE_URL'] && options.postgresPort !== 0) {
    ports.push(loopback(options.postgresPort, 'Postgres', '--postgres-port', 'EMBEDDED_POSTGRES_PORT'));
  }
  return ports;
}

function loopback(port: number, purpose: string, flag: string, variable: string): NeededPort {
  return { port, host: LOOPBACK, purpose, flag, variable };
}
