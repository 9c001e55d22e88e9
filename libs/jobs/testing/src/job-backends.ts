import { RedisServer } from './redis-server.js';

/** Where the jobs of a suite are: in the Postgres of its other data, or in a Redis of its own. */
export interface JobBackendUnderTest {
  readonly urls: { readonly REDIS_URL?: string };
  stop(): Promise<void>;
}

/** For `describe.each`: every suite of jobs runs on both. */
export const JOB_BACKENDS = [
  {
    backend: 'Postgres',
    startBackend: async (): Promise<JobBackendUnderTest> => ({ urls: {}, stop: async () => undefined }),
  },
  {
    backend: 'Redis',
    startBackend: async (): Promise<JobBackendUnderTest> => {
      const server = await RedisServer.start();
      return { urls: { REDIS_URL: server.url }, stop: () => server.stop() };
    },
  },
] as const;
