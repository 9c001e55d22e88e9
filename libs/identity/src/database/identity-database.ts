import { PoolClient } from '#libs/platform';
import { DataSource } from 'typeorm';
import { apiKeyEntity } from '../api-keys/api-key.entity.js';
import { sessionEntity } from '../sessions/session.entity.js';
import { userEntity } from '../users/user.entity.js';
import { Identity1767225600001 } from './migrations/001-identity.js';
import { NotificationReaders1767225600002 } from './migrations/002-notifications.js';

const SCHEMA = 'identity';
const CONNECT_MS_MAX = 5_000;
/** Any number will do, as long as nobody else locks it: "identity" as ASCII, cut to 31 bits. */
const MIGRATION_LOCK = 1_768_187_253;

export async function connectToIdentity(databaseUrl: string): Promise<DataSource> {
  const database = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema: SCHEMA,
    applicationName: 'token-ledger identity',
    entities: [userEntity, sessionEntity, apiKeyEntity],
    migrations: [Identity1767225600001, NotificationReaders1767225600002],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    poolSize: 10,
    connectTimeoutMS: CONNECT_MS_MAX,
    extra: { keepAlive: true, Client: PoolClient },
    // An idle connection that breaks is replaced; whether Postgres is there shows in the next query.
    poolErrorHandler: () => undefined,
  });
  return await database.initialize();
}

/** Brings the schema up to date. Processes that start at the same time do it one after the other. */
export async function migrateIdentity(databaseUrl: string): Promise<void> {
  const database = await connectToIdentity(databaseUrl);
  const lock = database.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await lock.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    await database.runMigrations();
  } finally {
    await lock.release();
    await database.destroy(); // ends the connection, and the lock with it
  }
}
