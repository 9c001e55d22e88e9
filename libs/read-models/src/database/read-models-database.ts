import { DataSource } from 'typeorm';
import { allocationEntity } from '../balances/allocation.entity.js';
import { grantEntity } from '../balances/grant.entity.js';
import { modelEntity } from '../catalog/model.entity.js';
import { rateEntity } from '../catalog/rate.entity.js';
import { correctionEntity } from '../corrections/correction.entity.js';
import { holdEntity } from '../holds/hold.entity.js';
import { operationEntity } from '../operations/operation.entity.js';
import { consumptionEntity } from '../usage-history/consumption.entity.js';
import { checkpointEntity } from './checkpoint.entity.js';
import { Checkpoints1767225600001 } from './migrations/001-checkpoints.js';
import { Balances1767225600002 } from './migrations/002-balances.js';
import { UsageHistory1767225600003 } from './migrations/003-usage-history.js';
import { UsageByTime1767225600004 } from './migrations/004-usage-by-time.js';
import { Catalog1767225600005 } from './migrations/005-catalog.js';
import { Operations1767225600006 } from './migrations/006-operations.js';
import { WholeLedger1767225600007 } from './migrations/007-whole-ledger.js';
import { RatesAndIcons1767225600008 } from './migrations/008-rates-and-icons.js';
import { LimitsAndCorrections1767225600009 } from './migrations/009-limits-and-corrections.js';
import { Store1767225600010 } from './migrations/010-store.js';
import { Subscriptions1767225600011 } from './migrations/011-subscriptions.js';
import { Notifications1767225600012 } from './migrations/012-notifications.js';
import { BalanceAlerts1767225600013 } from './migrations/013-balance-alerts.js';
import { packageEntity } from '../packages/package.entity.js';
import { purchaseEntity } from '../purchases/purchase.entity.js';
import { subscriptionEntity } from '../subscriptions/subscription.entity.js';
import { topUpEntity } from '../top-ups/top-up.entity.js';
import { PoolClient } from '#libs/platform';

/** Where the read models are served from. A rebuild fills another schema and gives it this name. */
export const READ_MODELS_SCHEMA = 'read_models';

const CONNECT_MS_MAX = 5_000;
const POOL_SIZE = 10;

/** Not connected yet: `initialize()` does it. The schema must be there, see `migrateReadModels`. */
export function readModelsDataSource(databaseUrl: string, schema = READ_MODELS_SCHEMA): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema,
    applicationName: `token-ledger ${schema}`,
    entities: [
      checkpointEntity,
      allocationEntity,
      grantEntity,
      consumptionEntity,
      rateEntity,
      modelEntity,
      operationEntity,
      holdEntity,
      correctionEntity,
      packageEntity,
      purchaseEntity,
      subscriptionEntity,
      topUpEntity,
    ],
    migrations: [
      Checkpoints1767225600001,
      Balances1767225600002,
      UsageHistory1767225600003,
      UsageByTime1767225600004,
      Catalog1767225600005,
      Operations1767225600006,
      WholeLedger1767225600007,
      RatesAndIcons1767225600008,
      LimitsAndCorrections1767225600009,
      Store1767225600010,
      Subscriptions1767225600011,
      Notifications1767225600012,
      BalanceAlerts1767225600013,
    ],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    poolSize: POOL_SIZE,
    connectTimeoutMS: CONNECT_MS_MAX,
    extra: { keepAlive: true, Client: PoolClient },
    // An idle connection that breaks is replaced; whether Postgres is there shows in the next query.
    poolErrorHandler: () => undefined,
  });
}

/** Brings the schema up to date. Processes that start at the same time do it one after the other. */
export async function migrateReadModels(databaseUrl: string, schema = READ_MODELS_SCHEMA): Promise<void> {
  const database = await readModelsDataSource(databaseUrl, schema).initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtextextended('token-ledger migrations', 0))`);
    await lock.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await database.runMigrations();
  } finally {
    await lock.release();
    await database.destroy(); // ends the connection, and the lock with it
  }
}
