import { createTestDatabase } from '#libs/platform/testing';
import { migrateIdentity } from '../database/identity-database.js';
import { openIdentity, type Identity } from '../identity.js';
import type { NewUser } from '../users/users.js';

export interface IdentityFixture {
  readonly identity: Identity;
  readonly databaseUrl: string;
  /** Moves the clock that the identity reads. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

export async function createIdentityFixture(): Promise<IdentityFixture> {
  const database = await createTestDatabase();
  await migrateIdentity(database.url);
  let now = Date.parse('2026-01-03T07:58:00Z');
  const identity = await openIdentity(database.url, () => new Date(now));
  return {
    identity,
    databaseUrl: database.url,
    pass: (milliseconds) => (now += milliseconds),
    close: async () => {
      await identity.close();
      await database.drop();
    },
  };
}

export const ada: NewUser = {
  email: 'Ada@example.com',
  name: 'Ada',
  password: 'correct horse battery',
  role: 'user',
  accountId: 'acc-ada',
};
