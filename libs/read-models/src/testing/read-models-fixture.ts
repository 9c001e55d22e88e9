import type { RecordedEvent } from '#libs/event-store';
import { createTestDatabase } from '#libs/platform/testing';
import type { DataSource } from 'typeorm';
import { CHECKPOINT_NAME } from '../database/checkpoint.entity.js';
import {
  migrateReadModels,
  READ_MODELS_SCHEMA,
  readModelsDataSource,
} from '../database/read-models-database.js';
import { projectBatch, type Projected } from '../projecting/project-batch.js';

export interface ReadModelsFixture {
  readonly databaseUrl: string;
  readonly database: DataSource;
  /** As one batch that follows on the checkpoint. */
  project(events: readonly RecordedEvent[]): Promise<Projected>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

const TABLES = [
  'allocations',
  'grants',
  'holds',
  'spending_limits',
  'corrections',
  'consumptions',
  'usage_buckets',
  'rates',
  'models',
  'packages',
  'purchases',
  'subscriptions',
  'top_ups',
  'notifications',
  'operations',
];

/** Read models in a database of their own, migrated and empty. */
export async function createReadModelsFixture(): Promise<ReadModelsFixture> {
  const { url: databaseUrl, drop } = await createTestDatabase();
  await migrateReadModels(databaseUrl);
  const database = await readModelsDataSource(databaseUrl).initialize();
  return {
    databaseUrl,
    database,
    project: (events) => projectBatch(database, { after: null, events }),
    empty: async () => {
      const tables = TABLES.map((table) => `${READ_MODELS_SCHEMA}.${table}`);
      await database.query(`TRUNCATE ${tables.join(', ')}`);
      await database.query(`UPDATE ${READ_MODELS_SCHEMA}.checkpoints SET position = NULL WHERE name = $1`, [
        CHECKPOINT_NAME,
      ]);
    },
    close: async () => {
      await database.destroy();
      await drop();
    },
  };
}

/** Every row of every read model, for comparing two of them. */
export async function allRows(
  database: DataSource,
  schema = READ_MODELS_SCHEMA,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const rows: Record<string, readonly unknown[]> = {};
  for (const table of TABLES) {
    rows[table] = await database.query(`SELECT * FROM ${schema}.${table} AS t ORDER BY t::text`);
  }
  const checkpoints: { position: string | null }[] = await database.query(
    `SELECT position FROM ${schema}.checkpoints`,
  );
  return { ...rows, checkpoints };
}
