import { createLogger, readConfiguration } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startApi } from './start-api.js';

let database: TestDatabase;
let taken: Server;
let takenPort: string;
beforeAll(async () => {
  database = await createTestDatabase();
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  takenPort = String((taken.address() as AddressInfo).port); // a TCP server that listens has one
});
afterAll(async () => {
  await new Promise((resolve) => taken.close(resolve));
  await database.drop();
});

function start(environment: NodeJS.ProcessEnv) {
  const configuration = readConfiguration({
    DATABASE_URL: database.url,
    HTTP_PORT: '0',
    EMBEDDED_EVENT_STORE_PORT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  });
  return startApi({ configuration, logger: createLogger('test', configuration) });
}

it('listens, is ready, and stops', async () => {
  const api = await start({});
  const ready = await fetch(`${api.url}/health/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ok' });
  expect(ready.status).toBe(200);
  await api.close();
  await expect(fetch(`${api.url}/health/live`)).rejects.toThrow('fetch failed');
});

it.each(['HTTP_PORT', 'EMBEDDED_EVENT_STORE_PORT'])(
  'says which port is in use, and leaves nothing open (%s)',
  async (variable) => {
    await expect(start({ [variable]: takenPort })).rejects.toThrow(
      `Port ${takenPort} on 127.0.0.1 is in use. Stop what uses it, or set ${variable} to another port.`,
    );
    const api = await start({}); // the log's only writer is free again
    await api.close();
  },
);

it('refuses to be the second on the same log', async () => {
  const api = await start({});
  await expect(start({})).rejects.toThrow('The event log is in use by another process');
  await api.close();
});

it('finishes what is under way when it stops', async () => {
  const api = await start({});
  await api.resources.identity.users.create({
    email: 'ada@example.com',
    name: 'Ada',
    password: 'correct horse battery',
    role: 'user',
    accountId: 'acc-ada',
  });
  const underWay = fetch(`${api.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery' }),
  });
  await new Promise<void>((resolve) => api.app.getHttpServer().once('request', () => resolve()));
  await Promise.all([api.close(), expect(underWay).resolves.toMatchObject({ status: 200 })]);
});
