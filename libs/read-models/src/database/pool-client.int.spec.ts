import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';

describe('a connection of the pool', () => {
  let fixture: ReadModelsFixture;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
  });
  afterAll(() => fixture.close());

  it('may be cut before anybody uses it: the process lives, and its next statement says so', async () => {
    const client = await poolOf(fixture.database).connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await fixture.database.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);
    expect(await fixture.database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

/** As TypeORM takes a connection from it, before it listens for its errors. */
function poolOf(database: DataSource): pg.Pool {
  return (database.driver as unknown as { master: pg.Pool }).master; // not in TypeORM's general driver type
}
