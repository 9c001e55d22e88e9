import { routes } from '#libs/contract';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Commands } from './testing/commands.js';
import { startTestApi, type TestApi } from './testing/test-api.js';

let api: TestApi;
let commands: Commands;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  commands = await Commands.of(api);
});
afterAll(() => api.close());

async function dropEveryConnection(): Promise<void> {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}

async function statusUntil(
  wanted: number,
  url: string,
  headers: Record<string, string>,
): Promise<Set<number>> {
  const seen = new Set<number>();
  for (;;) {
    const { statusCode } = await api.app.inject({ url, headers });
    seen.add(statusCode);
    if (statusCode === wanted) return seen;
    await pause(20);
  }
}

it('comes back by itself after Postgres dropped every connection, and answers 503 at worst', async () => {
  const granted = await commands.grant('acc-ada', { model: 'gpt-5-nano', amount: '100' });
  const headers = { authorization: await api.apiKey({}) };
  const url = `${routes.balance('acc-ada')}?after=${granted.position}`;
  expect([...(await statusUntil(200, url, headers))]).toEqual([200]);
  await dropEveryConnection();
  for (const status of await statusUntil(200, url, headers)) expect([200, 503]).toContain(status);
  for (const status of await statusUntil(200, '/health/ready', {})) expect([200, 503]).toContain(status);
});

it('carries out commands again, and none twice', async () => {
  await commands.grant('acc-bob', { model: 'gpt-5-nano', amount: '100' });
  await dropEveryConnection();
  const headers = { authorization: await api.apiKey({}), 'idempotency-key': 'once' };
  const consume = () =>
    api.app.inject({
      method: 'POST',
      url: routes.consumptions('acc-bob'),
      headers,
      payload: { model: 'gpt-5-nano', feature: 'ai_bots', units: '4' },
    });
  let answer = await consume();
  while (answer.statusCode === 503) {
    await pause(20);
    answer = await consume();
  }
  expect(answer.statusCode).toBe(201);
  expect((await consume()).json()).toEqual(answer.json());
  expect(answer.json()).toMatchObject({ balanceAfter: '90' });
});
