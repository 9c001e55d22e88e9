import { connect as connectTcp, type Socket } from 'node:net';
import { jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import { HostileHttp2 } from '../testing/hostile-http2.js';
import { eventually } from '../testing/open-test-log.js';
import { adminLogin, authorized, serveSecuredLog, type SecuredLog } from '../testing/serve-secured-log.js';

let node: SecuredLog;
let friend: EventStoreDBClient;
beforeAll(async () => {
  node = await serveSecuredLog();
  friend = node.clientOf(adminLogin);
});
afterAll(() => node.dispose());

const answers = async () => {
  const result = await friend.appendToStream('others', jsonEvent({ type: 'T', data: {} }));
  expect(result.success).toBe(true);
};

it('puts out those who never finish their TLS handshake, and serves others meanwhile', async () => {
  const beginning = Buffer.from('160301020001000', 'latin1'); // of a greeting, of which no more comes
  const sockets: Socket[] = [];
  for (let each = 0; each < 500; each += 1) {
    const socket = connectTcp(node.port, '127.0.0.1', () => {
      if (each % 2 === 0) socket.write(beginning);
    });
    sockets.push(socket.on('error', () => undefined).resume());
  }
  await eventually(() => node.load().connections >= 250); // the others have begun with what is no greeting
  await answers();
  await eventually(() => node.load().connections <= 2);
  await answers();
  for (const socket of sockets) socket.destroy();
}, 60_000);

it('lets guesses of passwords wait in a short line, beside which known users are served', async () => {
  await answers();
  const session = await HostileHttp2.open(`https://localhost:${node.port}`, { ca: readFileSync(node.cert) });
  const guesses = Array.from({ length: 200 }, (_, guess) => {
    const [authorization = ''] = authorized(`admin:guess ${guess}`).get('authorization');
    return HostileHttp2.statusOf(
      session.call('streams.Streams/Read', { authorization: String(authorization) }),
    );
  });
  await answers();
  const statuses = await Promise.all(guesses);
  expect(new Set(statuses)).toEqual(new Set([status.UNAUTHENTICATED, status.RESOURCE_EXHAUSTED]));
  session.close();
}, 120_000);

it('hears nothing of what strangers send, and knows them no longer when they are refused', async () => {
  const session = await HostileHttp2.open(`https://localhost:${node.port}`, { ca: readFileSync(node.cert) });
  const calls = ['Read', 'Append', 'BatchAppend', 'Delete'].map((method) => {
    const call = session.call(`streams.Streams/${method}`);
    const answered = HostileHttp2.statusOf(call);
    call.write(Buffer.alloc(100_000));
    return answered;
  });
  expect(await Promise.all(calls)).toEqual(calls.map(() => status.PERMISSION_DENIED));
  session.close();
  await eventually(() => node.load().openCalls <= 2);
  expect(node.load().arrivingBytes).toBe(0);
});
