import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { AccessDeniedError, jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { adminLogin, opsLogin, serveSecuredLog, type SecuredLog } from '../testing/serve-secured-log.js';
import { openDefaultUsers } from './default-users.js';
import { Logins } from './logins.js';

let node: SecuredLog;
beforeAll(async () => (node = await serveSecuredLog()));
afterAll(() => node.dispose());

const admin = () => node.clientOf(adminLogin);
const ops = () => node.clientOf(opsLogin);
const anEvent = () => jsonEvent({ type: 'Happened', data: {} });
/** Given with a call, credentials make the client append in the unary way. */
const asOps = { credentials: { username: 'ops', password: 'of ops' } };

async function read(client: EventStoreDBClient, stream: string): Promise<number> {
  let events = 0;
  for await (const _event of client.readStream(stream)) events += 1;
  return events;
}

it('serves whoever has a login, over TLS', async () => {
  const client = ops();
  await client.appendToStream('open', anEvent(), asOps);
  await client.appendToStream('open', anEvent());
  expect(await read(client, 'open')).toBe(2);
});

it('refuses a wrong login, and who has none', async () => {
  await expect(read(node.clientOf('admin:wrong@'), 'open')).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(read(node.clientOf('nobody:wrong@'), 'open')).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(read(node.clientOf(''), 'open')).rejects.toBeInstanceOf(AccessDeniedError);
});

it('shows system streams and the whole log to administrators only', async () => {
  expect(await read(admin(), '$user-admin')).toBeGreaterThan(0);
  await expect(read(ops(), '$user-admin')).rejects.toBeInstanceOf(AccessDeniedError);
  const all = async () => {
    for await (const _event of ops().readAll({ maxCount: 1 }));
  };
  await expect(all()).rejects.toBeInstanceOf(AccessDeniedError);
});

it('remembers no password, and takes a new one at the next start', async () => {
  const stored = await openDefaultUsers(node.log.engine, {});
  expect(stored.generated).toEqual({});
  expect(JSON.stringify(stored.users)).not.toContain('of the admin');
  const changed = new Logins((await openDefaultUsers(node.log.engine, { ops: 'another' })).users);
  const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
  await expect(changed.callerOf(basic('ops:another'))).resolves.toMatchObject({ name: 'ops' });
  await expect(changed.callerOf(basic('ops:of ops'))).rejects.toMatchObject({ name: 'WrongLogin' });
});

it.each([
  ['/ping', 200],
  ['/health/live', 204],
  ['/info', 200],
  ['/stats', 401],
  ['/elsewhere', 404],
])('answers %s over HTTP/1.1 on the same port with %i', async (path, expected) => {
  const status = await new Promise((resolve, reject) => {
    const asked = request(
      { host: 'localhost', port: node.port, path, ca: readFileSync(node.cert), agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.once('error', reject).end();
  });
  expect(status).toBe(expected);
});
