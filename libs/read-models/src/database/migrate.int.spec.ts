import { createTestDatabase } from '#libs/platform/testing';
import { CatalogQuery } from '../catalog/catalog.query.js';
import { checkpointOf } from '../projecting/checkpoint.js';
import { migrateReadModels, readModelsDataSource } from './read-models-database.js';

it('lets several processes migrate an empty database at the same time', async () => {
  const { url, drop } = await createTestDatabase();
  await Promise.all([1, 2, 3, 4].map(() => migrateReadModels(url)));
  const database = await readModelsDataSource(url).initialize();
  expect(await checkpointOf(database)).toBeNull();
  expect(await new CatalogQuery(database).models()).toEqual({ items: [] });
  await database.destroy();
  await drop();
});

it('takes every migration back', async () => {
  const { url, drop } = await createTestDatabase();
  await migrateReadModels(url);
  const database = await readModelsDataSource(url).initialize();
  for (const _each of database.migrations) await database.undoLastMigration();
  const tables: unknown[] = await database.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'read_models' AND tablename <> 'migrations'`,
  );
  expect(tables).toEqual([]);
  await database.destroy();
  await drop();
});
