import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi, type ApiParts } from './create-api.js';
import { explainPortInUse } from './http/port-in-use.js';
import { openResources, type Resources } from './resources.js';

export type StartOptions = Omit<ApiParts, 'resources'>;

export interface RunningApi {
  readonly app: NestFastifyApplication;
  readonly resources: Resources;
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no more requests, finishes those under way, and closes everything. */
  close(): Promise<void>;
}

/** @throws {PortInUse} and whatever keeps the event store or Postgres from opening; nothing stays open then. */
export async function startApi(options: StartOptions): Promise<RunningApi> {
  const { configuration, logger, clock } = options;
  const resources = await openResources({ configuration, logger, ...(clock && { clock }) });
  let app: NestFastifyApplication | null = null;
  const close = async () => {
    if (app) await closeServer(app);
    await resources.close();
  };
  try {
    app = await createApi({ ...options, resources });
    const { HTTP_HOST: host, HTTP_PORT: port } = configuration;
    await app.listen(port, host).catch(explainPortInUse('HTTP_PORT', { host, port }));
    const url = await app.getUrl();
    resources.listensAt(url);
    return { app, resources, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const IDLE_SWEEP_MS = 50;

/** A connection that was busy when closing began stays open when it is done: clients keep it for their next request. */
async function closeServer(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}
