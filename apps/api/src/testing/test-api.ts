import { ROLE_SCOPES } from '#libs/contract';
import type { NewApiKey, NewUser } from '#libs/identity';
import { createLogger, readConfiguration } from '#libs/platform';
import { ProjectionRunner } from '#libs/read-models';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { startApi, type RunningApi } from '../start-api.js';

export interface TestApi extends RunningApi {
  readonly databaseUrl: string;
  /** @returns the value for the header Authorization. */
  apiKey(key: Partial<NewApiKey>): Promise<string>;
  /** @returns the headers of a browser that signed in. */
  signedIn(user: Partial<NewUser>): Promise<Record<string, string>>;
  /** Stops it and starts it again on the same database: it remembers what is written, and nothing else. */
  restarted(): Promise<TestApi>;
}

export interface TestApiOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly dashboardDirectory?: string;
  /** Runs, but from another time: a frozen one would keep what waits for time to pass from ever ending. */
  readonly clock?: () => Date;
  /** With a projector beside it, so that queries show what commands did. */
  readonly projecting?: boolean;
}

/** The real API on a new database: ask it with `app.inject`, or at its `url`. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  return await startOn(await createTestDatabase(), options);
}

async function startOn(database: TestDatabase, options: TestApiOptions): Promise<TestApi> {
  const { environment = {}, dashboardDirectory, clock, projecting = false } = options;
  const configuration = readConfiguration({
    DATABASE_URL: database.url,
    HTTP_PORT: '0',
    EMBEDDED_EVENT_STORE_PORT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const logger = createLogger('test', configuration);
  const api = await startApi({
    configuration,
    logger,
    ...(dashboardDirectory && { dashboardDirectory }),
    ...(clock && { clock }),
  });
  const stopProjecting = projecting ? project(api, database.url) : () => Promise.resolve();
  const stop = async () => {
    await stopProjecting();
    await api.close();
  };
  return {
    ...api,
    databaseUrl: database.url,
    apiKey: async (key) => {
      const created = await api.resources.identity.apiKeys.create({ ...SERVICE_KEY, ...key });
      return `Bearer ${created.key}`;
    },
    signedIn: async (user) => await signIn(api, user),
    restarted: async () => {
      await stop();
      return await startOn(database, options);
    },
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}

function project({ resources }: RunningApi, databaseUrl: string): () => Promise<void> {
  const stopping = new AbortController();
  const runner = new ProjectionRunner({ databaseUrl, eventStore: resources.eventStore });
  const ended = runner.run(stopping.signal);
  return async () => {
    stopping.abort();
    await ended;
    await runner.close();
  };
}

const SERVICE_KEY: NewApiKey = {
  name: 'Test',
  role: 'service',
  scopes: ROLE_SCOPES.service,
  accountId: null,
  expiresAt: null,
};

let users = 0;

async function signIn(
  { app, resources }: RunningApi,
  user: Partial<NewUser>,
): Promise<Record<string, string>> {
  users += 1;
  const credentials = { email: `user-${users}@example.com`, password: 'correct horse battery' };
  await resources.identity.users.create({
    name: 'Test',
    role: 'user',
    accountId: 'acc-1',
    ...credentials,
    ...user,
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { ...credentials, ...(user.email && { email: user.email }) },
  });
  if (answer.statusCode !== 200) throw new Error(`Sign-in failed: ${answer.body}`);
  const cookies = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const csrf = answer.cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
  return { cookie: cookies, 'x-xsrf-token': csrf };
}
