import { EmbeddedPostgresFailed, startEmbeddedPostgres, type EmbeddedPostgres } from '#libs/platform';
import pg from 'pg';
import { OperatorError } from '../operator-error.js';
import { ImportantLines, importantInPostgresLog } from './important-lines.js';
import { LogFile } from './log-file.js';
import type { Part } from './part.js';

const DATABASE = 'token_ledger';

export interface PostgresPartOptions {
  readonly dataDirectory: string;
  /** Fixed for the whole run: after a crash the others find it where it was. */
  readonly port: number;
  readonly logPath: string;
  readonly show: (message: string) => void;
}

export interface PostgresPart extends Part {
  /** Known once it was launched. */
  databaseUrl(): string;
}

/** The embedded Postgres, with the database in it. */
export function postgresPart(options: PostgresPartOptions): PostgresPart {
  let databaseUrl: string | null = null;
  return {
    name: 'Postgres',
    databaseUrl: () => {
      if (!databaseUrl) throw new Error('Postgres was not launched yet.');
      return databaseUrl;
    },
    launch: async () => {
      const server = await launch(options);
      await createDatabase(server.url('postgres'));
      databaseUrl = server.url(DATABASE);
      return {
        pid: server.pid,
        exited: server.exited,
        stop: () => server.stop(),
        kill: () => server.kill(),
      };
    },
  };
}

async function launch({
  dataDirectory,
  port,
  logPath,
  show,
}: PostgresPartOptions): Promise<EmbeddedPostgres> {
  const log = new LogFile(logPath);
  const important = new ImportantLines(importantInPostgresLog, show);
  const take = (text: string) => {
    log.write(text);
    important.take(text);
  };
  try {
    const server = await startEmbeddedPostgres({ dataDirectory, port, log: take });
    void server.exited.then(() => log.close());
    return server;
  } catch (error) {
    log.close();
    throw error instanceof EmbeddedPostgresFailed
      ? new OperatorError(`${error.message} (log: ${logPath})`)
      : error;
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
