import { build } from 'esbuild';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One real Postgres for the whole run; every suite creates its own database in it. */
export default async function globalSetup() {
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-test-'));
  chmodSync(directory, 0o755); // run as root, Postgres is another user and must be able to enter
  const { startEmbeddedPostgres } = await embeddedPostgres();
  const server = await startEmbeddedPostgres({
    dataDirectory: join(directory, 'postgres'),
    settings: { max_connections: '300', fsync: 'off' },
  });
  globalThis.testPostgres = { server, directory };
  process.env.TEST_DATABASE_SERVER = server.url('');
}

/** Jest does not apply its module mapping here, so our own source is bundled first. */
async function embeddedPostgres() {
  const outfile = join('node_modules', '.cache', 'token-ledger', 'embedded-postgres.mjs');
  await build({
    entryPoints: ['libs/platform/src/embedded-postgres/embedded-postgres.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
  });
  return await import(pathToFileURL(outfile).href);
}
