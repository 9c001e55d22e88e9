import { createTestDatabase } from '#libs/platform/testing';
import { openIdentity } from '../identity.js';
import { migrateIdentity } from './identity-database.js';

it('lets several processes migrate an empty database at the same time', async () => {
  const database = await createTestDatabase();
  await Promise.all([1, 2, 3, 4].map(() => migrateIdentity(database.url)));
  const identity = await openIdentity(database.url);
  expect(await identity.apiKeys.list()).toEqual([]);
  await identity.close();
  await database.drop();
});
