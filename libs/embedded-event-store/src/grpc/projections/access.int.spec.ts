import { AccessDeniedError, jsonEvent } from '@eventstore/db-client';
import { adminLogin, opsLogin, serveSecuredLog, type SecuredLog } from '../../testing/serve-secured-log.js';
import { eventually } from '../../testing/open-test-log.js';

let node: SecuredLog;
beforeAll(async () => (node = await serveSecuredLog()));
afterAll(() => node.dispose());

const happened = jsonEvent({ type: 'Happened', data: {} });
const asOps = { credentials: { username: 'ops', password: 'of ops' } };

it.each(['', 'admin:wrong@'])('is refused to everybody else: "%s"', async (login) => {
  const client = node.clientOf(login);
  await expect(client.listProjections()).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(client.enableProjection('$by_category')).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(client.resetProjection('$by_category')).rejects.toBeInstanceOf(AccessDeniedError);
});

it.each([adminLogin, opsLogin])('is allowed to administrators and operators: %s', async (login) => {
  const client = node.clientOf(login);
  await client.enableProjection('$by_category');
  expect(await client.getProjectionStatus('$by_category')).toMatchObject({ status: 'Running' });
});

it('lets everybody read the streams that it writes, though they are the system’s', async () => {
  const client = node.clientOf(opsLogin);
  await client.enableProjection('$by_category');
  await client.appendToStream('order-1', happened, asOps);
  await eventually(() => node.log.engine.streamExists('$ce-order'));
  const found: string[] = [];
  for await (const { event } of client.readStream('$ce-order', { resolveLinkTos: true })) {
    found.push(event?.type ?? 'nothing');
  }
  expect(found).toEqual(['Happened']);
  await expect(client.appendToStream('$ce-order', happened, asOps)).rejects.toBeInstanceOf(AccessDeniedError);
});
