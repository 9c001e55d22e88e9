import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { HostileHttp2 } from '../testing/hostile-http2.js';
import { eventually } from '../testing/open-test-log.js';
import { standBefore } from './before-grpc.js';
import { CallLimit } from './call-limit.js';
import { StreamsService } from './protocol.js';

let limit: CallLimit;
let server: Server;
let port: number;
let answer: () => void;
const clients: HostileHttp2[] = [];

beforeEach(async () => {
  limit = new CallLimit({ openCallsMax: 4, alwaysTakenOfEach: 2, refusedInARowMax: 10 });
  server = new Server();
  server.addService(StreamsService, {
    batchAppend: (call: { emit(event: 'error', error: object): void }) => {
      answer = () => call.emit('error', { code: status.NOT_FOUND, details: 'Answered.' });
    },
  });
  port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  standBefore(server, (stream) => limit.takes(stream));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await eventually(() => limit.openCalls === 0);
  server.forceShutdown();
});

async function client() {
  const opened = await HostileHttp2.open(`http://127.0.0.1:${port}`);
  clients.push(opened);
  return { call: () => opened.call('streams.Streams/BatchAppend'), session: opened.session };
}

it('refuses calls beyond its limit, and takes them again when others are gone', async () => {
  const { call } = await client();
  const open = [call(), call(), call(), call()];
  await eventually(() => limit.openCalls === 4);
  expect(await HostileHttp2.statusOf(call())).toBe(status.UNAVAILABLE);
  open[0]?.close();
  await eventually(() => limit.openCalls === 3);
  call();
  await eventually(() => limit.openCalls === 4);
});

it('takes the first calls of each connection, however many others have open', async () => {
  const flood = await client();
  for (let each = 0; each < 4; each += 1) flood.call();
  await eventually(() => limit.openCalls === 4);
  const other = await client();
  other.call();
  other.call();
  await eventually(() => limit.openCalls === 6);
  expect(await HostileHttp2.statusOf(other.call())).toBe(status.UNAVAILABLE);
});

it('ends a refused call although its client never does', async () => {
  const { call } = await client();
  for (let each = 0; each < 4; each += 1) call();
  await eventually(() => limit.openCalls === 4);
  const refused = call();
  refused.resume();
  await eventually(() => refused.destroyed);
});

it('puts out who goes on although everything is refused, and nobody else', async () => {
  const patient = await client();
  patient.call();
  const flood = await client();
  for (let each = 0; each < 3; each += 1) flood.call();
  await eventually(() => limit.openCalls === 4);
  for (let each = 0; each < 10; each += 1) {
    expect(await HostileHttp2.statusOf(flood.call())).toBe(status.UNAVAILABLE);
  }
  flood.call().resume();
  await eventually(() => flood.session.destroyed);
  await eventually(() => limit.openCalls === 1);
  expect(patient.session.destroyed).toBe(false);
});

it('ends an answered call although its client never does', async () => {
  const { call } = await client();
  const answered = call();
  await eventually(() => limit.openCalls === 1);
  const given = HostileHttp2.statusOf(answered);
  answer();
  expect(await given).toBe(status.NOT_FOUND);
  await eventually(() => limit.openCalls === 0);
});

it('forgets the calls of a connection that is gone', async () => {
  const { call, session } = await client();
  for (let each = 0; each < 10; each += 1) call();
  await eventually(() => limit.openCalls === 4);
  setImmediate(() => session.destroy());
  await eventually(() => limit.openCalls === 0);
});
