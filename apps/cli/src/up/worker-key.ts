import { migrateIdentity, openIdentity, type Identity } from '#libs/identity';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const WORKER_SCOPES = ['tokens:grant', 'purchases:reconcile'] as const;

/**
 * The key with which the worker sends commands. It is made on the first start, and again when the
 * database does not know it any more, or an older version made it, with fewer scopes.
 */
export async function workerKey(databaseUrl: string, secretsPath: string): Promise<string> {
  await migrateIdentity(databaseUrl);
  const identity = await openIdentity(databaseUrl);
  try {
    const kept = keptKey(secretsPath);
    const known = kept ? await identity.apiKeys.authenticate(kept) : null;
    if (kept && known && WORKER_SCOPES.every((scope) => known.scopes.includes(scope))) return kept;
    const key = await createKey(identity);
    writeFileSync(secretsPath, JSON.stringify({ workerApiKey: key }), { mode: 0o600 });
    return key;
  } finally {
    await identity.close();
  }
}

function keptKey(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { workerApiKey?: string }).workerApiKey ?? null; // written by us
  } catch {
    return null; // cut off while it was written: a new key is made
  }
}

async function createKey(identity: Identity): Promise<string> {
  const { key } = await identity.apiKeys.create({
    name: 'Worker',
    role: 'service',
    scopes: WORKER_SCOPES,
    accountId: null,
    expiresAt: null,
  });
  return key;
}
