import {
  migrateReadModels,
  ProjectionFeed,
  READ_MODELS_SCHEMA,
  readModelsDataSource,
} from '#libs/read-models';
import type { DataSource } from 'typeorm';

export interface ReadModels {
  readonly database: DataSource;
  readonly feed: ProjectionFeed;
  /** Rejects when the read models cannot be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Brings the schema up to date and connects; the projector fills it. */
export async function openReadModels(databaseUrl: string): Promise<ReadModels> {
  await migrateReadModels(databaseUrl);
  const database = await readModelsDataSource(databaseUrl).initialize();
  try {
    const feed = await ProjectionFeed.open(databaseUrl);
    return { database, feed, ping: () => ping(database), close: () => close(database, feed) };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function ping(database: DataSource): Promise<void> {
  await database.query(`SELECT position FROM ${READ_MODELS_SCHEMA}.checkpoints LIMIT 1`);
}

async function close(database: DataSource, feed: ProjectionFeed): Promise<void> {
  await feed.close();
  await database.destroy();
}
