import { connect as connectTcp, type Socket } from 'node:net';
import { randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { serveGrpc, type GrpcServer } from '../grpc/serve-grpc.js';
import { empty, shared, streams } from '../grpc/protocol.js';
import { identifierOf } from '../grpc/stream-names.js';
import { uuidOf } from '../grpc/uuids.js';
import { framed, framedMessage, HostileHttp2 } from '../testing/hostile-http2.js';
import { eventually, openTestLog, type TestLog } from '../testing/open-test-log.js';
import { proposed, readAllOptions, readStreamOptions } from '../testing/serve-test-log.js';

// Whatever one client does, the node stays up, answers the others, and holds no more than its limits say.

const mebibyte = 1_048_576;
let log: TestLog;
let server: GrpcServer;
let client: EventStoreDBClient;
const opened: HostileHttp2[] = [];

beforeAll(async () => {
  log = await openTestLog();
  server = await serveGrpc(log, { host: '127.0.0.1', port: 0 });
  client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
});

afterEach(async () => {
  for (const hostile of opened.splice(0)) hostile.close();
  const revision = await client.appendToStream('others', jsonEvent({ type: 'Answered', data: {} }));
  expect(revision.success).toBe(true);
  await eventually(() => server.load().openCalls <= 2); // the batch stream and a little of the friendly client
  expect(server.load().arrivingBytes).toBe(0);
});

afterAll(async () => {
  await client.dispose();
  await server.close();
  await log.dispose();
});

async function hostile(): Promise<HostileHttp2> {
  const session = await HostileHttp2.open(`http://127.0.0.1:${server.port}`);
  opened.push(session);
  return session;
}

/** Sends bytes to the port, and waits until they are answered by being put out. */
function sent(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connectTcp(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve()).resume();
  });
}

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

it.each([
  ['bytes that are nothing', randomBytes(4_096)],
  ['a TLS greeting in clear text', Buffer.from('16030100c8010000c40303', 'hex')],
  ['a line without end', Buffer.alloc(64 * 1_024, 'GET /')],
  ['the beginning of HTTP/2, and then nothing of it', Buffer.concat([preface, Buffer.alloc(1_024, 0xff)])],
  ['almost the beginning of HTTP/2', Buffer.from('PRI * HTTP/3.0\r\n\r\nXX\r\n\r\n')],
  ['HTTP/1.1 that is none', Buffer.from('GET / HTTP/9.9\r\n\r\n')],
])('puts out who sends %s', async (_what, bytes) => {
  await sent(bytes);
});

it('waits for the second letter without keeping others waiting', async () => {
  const socket = connectTcp(server.port, '127.0.0.1', () => socket.write('P'));
  await eventually(() => server.load().connections > 0);
  await client.appendToStream('others', jsonEvent({ type: 'Answered', data: {} }));
  socket.destroy();
});

it.each(['Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone'])(
  'refuses bytes to %s that are no message',
  async (method) => {
    for (const bytes of [randomBytes(64), Buffer.alloc(64, 0xff), Buffer.from('0affffffff0f', 'hex')]) {
      const call = (await hostile()).call(`streams.Streams/${method}`);
      const answered = HostileHttp2.statusOf(call);
      call.end(framed(bytes));
      expect(await answered).toBeGreaterThan(0);
    }
  },
);

it('refuses a message by the size that it announces, before it has come', async () => {
  const call = (await hostile()).call('streams.Streams/Append');
  const answered = HostileHttp2.statusOf(call);
  call.write(framed(Buffer.alloc(1_024), 2 ** 32 - 1));
  expect(await answered).toBe(status.RESOURCE_EXHAUSTED);
});

it('refuses messages that would have to be unpacked, and says what it takes instead', async () => {
  const before = process.memoryUsage.rss();
  const session = await hostile();
  const packed = framed(gzipSync(Buffer.alloc(15 * mebibyte)));
  packed[0] = 1;
  const answered = Array.from({ length: 200 }, () => {
    const call = session.call('streams.Streams/BatchAppend', { 'grpc-encoding': 'gzip' });
    const headers = new Promise<Record<string, unknown>>((resolve) => call.once('response', resolve));
    call.resume().write(packed);
    return headers;
  });
  for (const headers of await Promise.all(answered)) {
    expect(headers).toMatchObject({
      'grpc-status': String(status.UNIMPLEMENTED),
      'grpc-accept-encoding': 'identity',
    });
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(500 * mebibyte); // unpacked they would be 3,000 MiB
});

it('says what is wrong with text that is no text, in few words', async () => {
  const half = Buffer.from('eda080', 'hex').toString('latin1');
  const options = new streams.AppendReq.Options().setAny(new shared.Empty());
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('eda08000', 'hex')));
  const event = new streams.AppendReq.ProposedMessage().setId(
    new shared.UUID().setString(half + '\u{1f600}'.repeat(100_000) + '\ud800'),
  );
  event.getMetadataMap().set('type', 'T').set('content-type', 'x');
  for (const name of [
    Buffer.from('named'),
    Buffer.from('eda08000', 'hex'),
    Buffer.alloc(5 * mebibyte, 'n'),
  ]) {
    options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name));
    const call = (await hostile()).call('streams.Streams/Append');
    const answered = HostileHttp2.statusOf(call);
    call.write(framedMessage(new streams.AppendReq().setOptions(options)));
    call.end(framedMessage(new streams.AppendReq().setProposedMessage(event)));
    expect(await answered).toBe(status.INVALID_ARGUMENT);
    const read = (await hostile()).call('streams.Streams/Read');
    const readAnswered = HostileHttp2.statusOf(read);
    const stream = readStreamOptions('x');
    stream.getStream()?.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name));
    read.end(framedMessage(new streams.ReadReq().setOptions(stream)));
    expect(await readAnswered).not.toBeNull();
  }
});

it('ends a batch stream that begins ever more appends and ends none', async () => {
  const call = (await hostile()).call('streams.Streams/BatchAppend');
  const answered = HostileHttp2.statusOf(call);
  const unfinished = Array.from({ length: 10_001 }, () => framedMessage(chunk('never whole', 0, false)));
  call.write(Buffer.concat(unfinished));
  expect(await answered).toBe(status.INVALID_ARGUMENT);
});

it('holds no more of unfinished appends than its limit', async () => {
  const session = await hostile();
  const calls = Array.from({ length: 4 }, () => session.call('streams.Streams/BatchAppend'));
  for (const call of calls) {
    call.resume();
    for (let each = 0; each < 100; each += 1)
      call.write(framedMessage(chunk('never whole', mebibyte - 1, false)));
  }
  await eventually(() => server.load().arrivingBytes > 250 * mebibyte);
  expect(server.load().arrivingBytes).toBeLessThanOrEqual(256 * mebibyte);
});

it('reads no more from a client that does not read its answers', async () => {
  const before = log.engine.position;
  const session = await hostile();
  const call = session.call('streams.Streams/BatchAppend'); // never resumed: answers fill its window, and wait
  const long = 'stream '.repeat(200);
  let blocked = false;
  for (let each = 0; !blocked && each < 100_000; each += 1) {
    blocked = !call.write(framedMessage(chunk(long, 1, true)));
    if (blocked) blocked = !(await drainedSoon(call));
  }
  expect(blocked).toBe(true);
  expect(log.engine.position - before).toBeLessThan(20_000n);
});

describe('with a log of 64 MiB', () => {
  beforeAll(async () => {
    for (let each = 0; each < 64; each += 1) {
      await client.appendToStream(
        'large',
        jsonEvent({ type: 'Large', data: { text: 'x'.repeat(mebibyte - 64) } }),
      );
    }
  });

  it('holds little for those who subscribe and never read', async () => {
    const session = await hostile();
    const before = process.memoryUsage.rss();
    const options = readAllOptions().setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
    const calls = Array.from({ length: 40 }, () => {
      const call = session.call('streams.Streams/Read');
      call.end(framedMessage(new streams.ReadReq().setOptions(options)));
      return call;
    });
    await Promise.all(calls.map((call) => new Promise((resolve) => call.once('response', resolve))));
    for (let each = 0; each < 20; each += 1)
      await client.appendToStream('others', jsonEvent({ type: 'T', data: {} }));
    // 40 times the log would be 2,560 MiB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(1_000 * mebibyte);
  }, 60_000);
});

it('bears ten thousand calls that say nothing', async () => {
  const perSession = 2_500;
  const before = process.memoryUsage.rss();
  for (let sessions = 0; sessions < 4; sessions += 1) {
    const session = await hostile();
    session.session.setMaxListeners(0);
    for (let each = 0; each < perSession; each += 1) session.call('streams.Streams/BatchAppend');
  }
  await eventually(() => server.load().openCalls >= 10_000);
  const answer = await client.appendToStream('meanwhile', jsonEvent({ type: 'Answered', data: {} }));
  expect(answer.success).toBe(true);
  expect(process.memoryUsage.rss() - before).toBeLessThan(1_500 * mebibyte); // both sides of them are in this process
}, 120_000);

function chunk(streamName: string, bytes: number, isFinal: boolean) {
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(identifierOf(streamName))
    .setAny(new empty.Empty());
  return new streams.BatchAppendReq()
    .setOptions(options)
    .setCorrelationId(uuidOf(randomUUID()))
    .setProposedMessagesList(bytes > 0 ? [proposed(randomUUID(), 'x'.repeat(bytes))] : [])
    .setIsFinal(isFinal);
}

/** False when nothing has been taken in while others were answered many times. */
async function drainedSoon(call: { once(event: 'drain', listener: () => void): unknown }): Promise<boolean> {
  let isDrained = false;
  call.once('drain', () => (isDrained = true));
  for (let each = 0; each < 50 && !isDrained; each += 1) {
    await client.appendToStream('others', jsonEvent({ type: 'Meanwhile', data: {} }));
  }
  return isDrained;
}
