import pg from 'pg';
import { createTestDatabase } from './test-database.js';

it('creates an empty database on a real Postgres and drops it', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  expect(rows[0]?.server_version).toMatch(/^18\./);
  await database.drop();
});
