import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

let folder: string;
let dataDirectory: string;
const running = new Set<EmbeddedPostgres>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-ledger-driver-'));
  chmodSync(folder, 0o755);
  dataDirectory = join(folder, 'postgres');
});

afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

async function stopAll(): Promise<void> {
  for (const server of running) await server.stop();
  running.clear();
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory });
  running.add(server);
  return server;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the server is killed under it on purpose
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const wordsOf = (start: Promise<EmbeddedPostgres>) =>
  start.then(
    () => ({ failure: 'none', message: '' }),
    (error: unknown) => error,
  );

it('keeps its data over a stop and a start', async () => {
  const first = await start();
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  running.delete(first);
  const second = await start();
  expect(await query(second.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

it('lets nobody in without the password', async () => {
  const server = await start();
  await expect(query(`postgres://postgres@127.0.0.1:${server.port}/postgres`, 'SELECT 1')).rejects.toThrow(
    /password/,
  );
});

it('recovers from being killed', async () => {
  const first = await start();
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  expect(await first.exited).toBe('signal SIGKILL');
  running.delete(first);
  const second = await start();
  expect(await query(second.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

it('ends a server that was left behind on its data', async () => {
  const left = await start();
  const second = await start();
  expect(await left.exited).toBe('exit code 0');
  expect(await query(second.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('begins again when its creation was cut off', async () => {
  mkdirSync(`${dataDirectory}.creating`);
  writeFileSync(join(`${dataDirectory}.creating`, 'PG_VERSION'), '18');
  const server = await start();
  expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(existsSync(`${dataDirectory}.creating`)).toBe(false);
});

it.each([
  ['garbage', 'data-folder-broken', /not a complete Postgres data folder.*Nothing was changed/],
  ['15', 'other-major-version', /made by Postgres 15, and this is Postgres 18/],
])('leaves data of version "%s" alone and says what to do', async (version, failure, message) => {
  mkdirSync(dataDirectory);
  writeFileSync(join(dataDirectory, 'PG_VERSION'), version);
  expect(await wordsOf(start())).toMatchObject({ failure, message: expect.stringMatching(message) });
  expect(readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8')).toBe(version);
});

it('takes a file where the data should be for what it is', async () => {
  writeFileSync(dataDirectory, 'not a folder');
  expect(await wordsOf(start())).toMatchObject({ failure: 'data-folder-broken' });
});

it('names a port that is in use', async () => {
  const first = await start();
  const second = startEmbeddedPostgres({ dataDirectory: join(folder, 'second'), port: first.port });
  expect(await wordsOf(second)).toMatchObject({ failure: 'port-in-use' });
});

// Only root hands Postgres to another user, who may not be let in.
if (process.getuid?.() === 0) {
  describe('run by root behind closed doors', () => {
    beforeEach(() => chmodSync(folder, 0o700));

    it('keeps its data where its user can reach them, and finds them again', async () => {
      const first = await start();
      try {
        expect(first.dataDirectory).not.toContain(folder);
        expect(readFileSync(`${dataDirectory}.location`, 'utf8')).toBe(`${first.dataDirectory}\n`);
        await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
        await first.stop();
        running.delete(first);
        const second = await start();
        expect(await query(second.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      } finally {
        await stopAll();
        rmSync(dirname(first.dataDirectory), { recursive: true });
      }
    });

    it('does not take the data of a folder for those of its copy', async () => {
      const original = await start();
      try {
        const copy = mkdtempSync(join(folder, 'copy-'));
        copyFileSync(`${dataDirectory}.location`, join(copy, 'postgres.location'));
        const opened = startEmbeddedPostgres({ dataDirectory: join(copy, 'postgres') });
        expect(await wordsOf(opened)).toMatchObject({
          failure: 'data-folder-broken',
          message: expect.stringContaining('is a copy of'),
        });
        expect(await query(original.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      } finally {
        await stopAll();
        rmSync(dirname(original.dataDirectory), { recursive: true });
      }
    });
  });
}
