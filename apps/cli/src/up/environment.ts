import { InvalidConfiguration, readConfiguration, type Configuration } from '#libs/platform';
import { OperatorError } from '../operator-error.js';
import type { UpOptions } from './up-options.js';

/** What every process gets: the operator's own variables, and where the parts of this instance are. */
export function childEnvironment(options: UpOptions, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    ...process.env,
    DATABASE_URL: databaseUrl,
    HTTP_PORT: String(options.port),
    EMBEDDED_EVENT_STORE_PORT: String(options.eventStorePort),
    PROJECTOR_PORT: String(options.projectorPort),
    WORKER_PORT: String(options.workerPort),
    API_URL: apiUrl(options),
  };
}

/** Where this machine reaches the API. */
export function apiUrl({ port }: UpOptions): string {
  const host = httpHost();
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

export function httpHost(): string {
  return process.env['HTTP_HOST'] ?? '127.0.0.1';
}

/** @throws {OperatorError} before anything is started with a wrong variable. */
export function checkedConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  try {
    return readConfiguration(environment);
  } catch (error) {
    throw error instanceof InvalidConfiguration ? new OperatorError(error.message) : error;
  }
}
