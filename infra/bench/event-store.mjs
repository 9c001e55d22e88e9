import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { performance } from 'node:perf_hooks';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { perSecond } from './workers.mjs';

export const IN_FLIGHT = 512;
export const MANY_EVENTS = 1_000_000;
const STREAM = 'bench-read';
const WRITTEN_AT_ONCE = 500;
const WRITERS = 4;
const READ = '/event_store.client.streams.Streams/Read';
const LENGTH_PREFIX_BYTES = 5;

/** One node in its own process, and the official client of this one. */
export async function startNode(databaseUrl) {
  const child = fork(new URL('./node-process.mjs', import.meta.url), [databaseUrl]);
  const exited = once(child, 'exit');
  const [{ port }] = await once(child, 'message');
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  return {
    appends: () => appends(client),
    fill: () => fill(client),
    decodedReads: () => decodedReads(client),
    subscribed: () => subscribed(client),
    rawReads: () => rawReads(`http://127.0.0.1:${port}`),
    peakBytes: async () => {
      child.send('memory');
      const [{ peakBytes }] = await once(child, 'message');
      return peakBytes;
    },
    stop: async () => {
      await client.dispose();
      child.disconnect();
      await exited;
    },
  };
}

async function appends(client) {
  return await perSecond((worker) => client.appendToStream(`bench-${worker}`, consumed()), IN_FLIGHT);
}

/** Events of the size of a metered consumption. @returns how many a second. */
async function fill(client) {
  let left = MANY_EVENTS;
  const write = async () => {
    while (left > 0) {
      left -= WRITTEN_AT_ONCE;
      await client.appendToStream(STREAM, Array.from({ length: WRITTEN_AT_ONCE }, consumed));
    }
  };
  return await eventsPerSecond(() => Promise.all(Array.from({ length: WRITERS }, write)));
}

function consumed() {
  return jsonEvent({
    id: randomUUID(),
    type: 'TokensConsumed',
    data: {
      ...{ operationId: randomUUID(), model: 'gpt-5-nano', feature: 'ai_bots' },
      ...{ units: '100', tokens: '250.000000' },
    },
    metadata: { actor: 'bench', previousHash: '0'.repeat(64) },
  });
}

async function decodedReads(client) {
  return await eventsPerSecond(async () => {
    let seen = 0;
    for await (const { event } of client.readStream(STREAM)) if (event) seen += 1;
    if (seen !== MANY_EVENTS) throw new Error(`${seen} events came.`);
  });
}

async function subscribed(client) {
  return await eventsPerSecond(async () => {
    const subscription = client.subscribeToStream(STREAM);
    let seen = 0;
    await new Promise((resolve, reject) => {
      subscription.on('data', () => (seen += 1) === MANY_EVENTS && resolve()).once('error', reject);
    });
    await subscription.unsubscribe();
  });
}

/** What the node sends when nobody decodes it. */
async function rawReads(origin) {
  return await eventsPerSecond(async () => {
    const session = connect(origin);
    const headers = { 'content-type': 'application/grpc', te: 'trailers' };
    const call = session.request({ ':method': 'POST', ':path': READ, ...headers });
    call.end(withLength(readRequest()));
    call.resume();
    await once(call, 'end');
    session.close();
  });
}

function readRequest() {
  const nothing = () => new shared.Empty();
  const { Options } = streams.ReadReq;
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(STREAM));
  const options = new Options()
    .setStream(new Options.StreamOptions().setStreamIdentifier(identifier).setStart(nothing()))
    .setCount(String(MANY_EVENTS))
    .setNoFilter(nothing())
    .setUuidOption(new Options.UUIDOption().setString(nothing()));
  return Buffer.from(new streams.ReadReq().setOptions(options).serializeBinary());
}

function withLength(message) {
  const prefix = Buffer.alloc(LENGTH_PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

async function eventsPerSecond(work) {
  const start = performance.now();
  await work();
  return MANY_EVENTS / ((performance.now() - start) / 1_000);
}
