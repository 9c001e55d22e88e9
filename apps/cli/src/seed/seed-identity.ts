import { EmailTaken, migrateIdentity, openIdentity, type Identity } from '#libs/identity';
import { DEMO_USERS } from './demo-users.js';

const KEY_NAME = 'Demo service';

/**
 * The users who sign in, and a key for trying the API.
 * @returns the key, the one time that it can be shown; null when it was made before.
 */
export async function seedIdentity(databaseUrl: string): Promise<string | null> {
  await migrateIdentity(databaseUrl);
  const identity = await openIdentity(databaseUrl);
  try {
    for (const user of DEMO_USERS) await createUnlessThere(identity, user);
    return await createKeyUnlessThere(identity);
  } finally {
    await identity.close();
  }
}

async function createUnlessThere(identity: Identity, user: (typeof DEMO_USERS)[number]): Promise<void> {
  try {
    await identity.users.create(user);
  } catch (error) {
    if (!(error instanceof EmailTaken)) throw error;
  }
}

async function createKeyUnlessThere(identity: Identity): Promise<string | null> {
  const keys = await identity.apiKeys.list();
  if (keys.some(({ name, revokedAt }) => name === KEY_NAME && revokedAt === null)) return null;
  const { key } = await identity.apiKeys.create({
    name: KEY_NAME,
    role: 'service',
    scopes: ['tokens:consume', 'tokens:grant', 'balances:read', 'usage:read', 'catalog:read'],
    accountId: null,
    expiresAt: null,
  });
  return key;
}
