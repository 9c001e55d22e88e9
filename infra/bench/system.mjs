import { randomUUID } from 'node:crypto';
import { startInstance } from '../steps/instance.mjs';
import { createDatabase } from './postgres.mjs';

const LIBS = '../../dist/libs';
const GRANTED = '1000000000';

/** The whole system on free ports, with a key that may do everything, and a database beside its own. */
export async function startSystem(directory) {
  const instance = await startInstance(directory, { seed: false });
  const key = await administratorKey(instance.databaseUrl);
  const send = sender(instance.apiUrl, key);
  await send('PUT', '/api/v1/models/bench', { name: 'Bench', engine: 'none' });
  await send('PUT', '/api/v1/features/bench/rate', { name: 'Bench', unit: 'token', tokensPerUnit: '2.5' });
  return {
    apiUrl: instance.apiUrl,
    key,
    scratchDatabase: await createDatabase(instance.databaseUrl, 'bench'),
    accounts: (count) => accounts(send, count),
    stop: instance.stop,
  };
}

async function administratorKey(databaseUrl) {
  const { openIdentity } = await import(`${LIBS}/identity/src/index.js`);
  const { SCOPES } = await import(`${LIBS}/contract/src/index.js`);
  const identity = await openIdentity(databaseUrl);
  const created = await identity.apiKeys.create({
    name: 'Bench',
    role: 'administrator',
    scopes: [...SCOPES],
    accountId: null,
    expiresAt: null,
  });
  await identity.close();
  return created.key;
}

function sender(apiUrl, key) {
  return async (method, path, body) => {
    const answer = await fetch(apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
}

async function accounts(send, count) {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (let from = 0; from < count; from += 50) {
    const grants = ids
      .slice(from, from + 50)
      .map((id) => send('POST', `/api/v1/accounts/${id}/grants`, { model: 'bench', amount: GRANTED }));
    await Promise.all(grants);
  }
  return ids;
}
