import { join } from 'node:path';
import pg from 'pg';

/** A Postgres by itself, with as many empty databases as are asked for. */
export async function startPostgres(directory) {
  const { startEmbeddedPostgres } = await import('../../dist/libs/platform/src/index.js');
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres') });
  let count = 0;
  return {
    database: () => createDatabase(server.url('postgres'), `bench_${(count += 1)}`),
    stop: () => server.stop(),
  };
}

/** @returns its URL. */
export async function createDatabase(serverUrl, name) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
