import pg from 'pg';
import { endowedAccount, TokenLedger } from '../system/index.js';

let first: TokenLedger;
beforeAll(async () => (first = await TokenLedger.start()), 240_000);
afterAll(() => first.discard());

async function otherDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: first.databaseUrl });
  await client.connect();
  await client.query('CREATE DATABASE other');
  await client.end();
  return first.databaseUrl.replace(/[^/]+$/, 'other');
}

it('runs on a Postgres server and an event store that are given, and starts none of its own', async () => {
  const second = await TokenLedger.start({
    environment: { DATABASE_URL: await otherDatabase(), EVENT_STORE_URL: first.eventStoreUrl },
  });
  expect(() => second.pidOf('Postgres')).toThrow('does not run');
  const api = await second.client();
  const consumption = await endowedAccount(api, '1000');
  const receipt = await api.consume(consumption);
  const { position } = receipt.body as { position: string }; // there is enough
  expect(await api.balance(consumption.accountId, position)).toMatchObject({ available: '999' });

  // The log is one: what was done over there is seen here.
  const here = await first.client();
  expect(await here.balance(consumption.accountId, position)).toMatchObject({ available: '999' });
  expect(await second.stop()).toBe(0);
  await second.discard();
}, 240_000);
