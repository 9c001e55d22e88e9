import {
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamSettings,
} from '@eventstore/db-client';
import { eventually, killWriter } from '../../testing/open-test-log.js';
import { serveTestLog, type ServedLog } from '../../testing/serve-test-log.js';
import { startCuttingProxy } from '../../testing/cutting-proxy.js';
import { serveGrpc } from '../serve-grpc.js';

let served: ServedLog;
beforeEach(async () => (served = await serveTestLog()));
afterEach(() => served.dispose());

const group = 'workers';
const stream = 'tasks';

const create = (changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
  served.client.createPersistentSubscriptionToStream(
    stream,
    group,
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: 'start', ...changes }),
  );
const append = (count: number) =>
  served.client.appendToStream(
    stream,
    Array.from({ length: count }, () => jsonEvent({ type: 'Happened', data: {} })),
  );
const info = (client = served.client) => client.getPersistentSubscriptionToStreamInfo(stream, group);
const revisionsOf = async (client: EventStoreDBClient, streamName: string) => {
  const revisions: number[] = [];
  for await (const { event } of client.readStream(streamName)) revisions.push(Number(event?.revision));
  return revisions;
};
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

interface Consuming {
  readonly subscription: PersistentSubscriptionToStream;
  readonly seen: number[];
  readonly retries: number[];
}

function consume(
  client: EventStoreDBClient,
  answers: (revision: number) => 'ack' | 'park' | null,
): Consuming {
  const subscription = client.subscribeToPersistentSubscriptionToStream(stream, group);
  const consuming: Consuming = { subscription, seen: [], retries: [] };
  subscription.on('error', () => undefined);
  subscription.on('data', (resolved) => {
    const revision = Number(resolved.event?.revision);
    consuming.seen.push(revision);
    consuming.retries.push(resolved.retryCount);
    const answer = answers(revision);
    if (answer === 'ack') void subscription.ack(resolved).catch(() => undefined);
    if (answer === 'park') void subscription.nack('park', 'no good', resolved).catch(() => undefined);
  });
  return consuming;
}

it('goes on after a restart with what was not finished, and with what is parked', async () => {
  await create({ checkPointLowerBound: 1, checkPointUpperBound: 1 });
  await append(6);
  const before = consume(served.client, (revision) =>
    revision === 1 ? 'park' : revision < 4 ? 'ack' : null,
  );
  await eventually(async () => (await info()).stats.lastCheckpointedEventRevision === 3n);
  expect(before.seen).toEqual(upTo(6));
  await served.stopServing();
  const again = await serveGrpc(served.log, { host: '127.0.0.1', port: 0 });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${again.port}?tls=false`);
  const after = consume(client, () => 'ack');
  await eventually(() => after.seen.length === 2);
  expect(after.seen).toEqual([4, 5]);
  expect((await info(client)).stats.parkedMessageCount).toBe(1n);
  await client.replayParkedMessagesToStream(stream, group);
  await eventually(() => after.seen.length === 3);
  expect(after.seen.at(-1)).toBe(1);
  const checkpoints = `$persistentsubscription-${stream}::${group}-checkpoint`;
  await eventually(async () => (await revisionsOf(client, checkpoints)).length === 2);
  expect(await revisionsOf(client, `$$${checkpoints}`)).toEqual([0]); // its metadata was written once
  await client.dispose();
  await again.close();
});

it('begins at what was the end, also when it is restarted before anything was finished', async () => {
  await append(3);
  await create({ startFrom: 'end' });
  await served.stopServing();
  await served.log.store.append(
    stream,
    [{ id: crypto.randomUUID(), type: 'Later', data: {}, metadata: {} }],
    {
      expectedRevision: 'any',
    },
  );
  const again = await serveGrpc(served.log, { host: '127.0.0.1', port: 0 });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${again.port}?tls=false`);
  const after = consume(client, () => 'ack');
  await eventually(() => after.seen.length === 1);
  expect(after.seen).toEqual([3]);
  await client.dispose();
  await again.close();
});

it('gives to others what a consumer had that is cut off', async () => {
  await create();
  await append(12);
  const proxy = await startCuttingProxy(served.url);
  const doomed = EventStoreDBClient.connectionString(proxy.url);
  const lost = consume(doomed, () => null);
  await eventually(() => lost.seen.length === 10);
  const other = consume(served.client, () => 'ack');
  await eventually(() => other.seen.length === 2);
  proxy.close();
  await eventually(() => other.seen.length === 12);
  expect(other.seen).toEqual([10, 11, ...upTo(10)]);
  expect(other.retries).toEqual([0, 0, ...upTo(10).map(() => 1)]);
  await doomed.dispose();
  await other.subscription.unsubscribe();
});

it('parks once what it has to park while the database is away', async () => {
  await create({ checkPointLowerBound: 1, checkPointUpperBound: 1 });
  await append(30);
  const consuming = consume(served.client, () => 'park');
  await eventually(() => consuming.seen.length > 0);
  await killWriter(served.log);
  await eventually(async () => (await info()).stats.lastCheckpointedEventRevision === 29n);
  const parked: string[] = [];
  const links = served.client.readStream(`$persistentsubscription-${stream}::${group}-parked`);
  for await (const { event } of links) parked.push(Buffer.from(event?.data as Uint8Array).toString());
  expect(parked.sort()).toEqual(
    upTo(30)
      .map((revision) => `${revision}@${stream}`)
      .sort(),
  );
  await consuming.subscription.unsubscribe();
});

it('is not held up by a consumer that never reads', async () => {
  await create({ liveBufferSize: 20, historyBufferSize: 21 });
  const data = { text: 'x'.repeat(50_000) };
  const large = () => Array.from({ length: 10 }, () => jsonEvent({ type: 'Large', data }));
  const still = served.client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize: 1_000 });
  await eventually(async () => (await info()).connections.length === 1);
  const busy = consume(served.client, () => 'ack');
  await eventually(async () => (await info()).connections.length === 2);
  for (let round = 0; round < 40; round += 1) await served.client.appendToStream(stream, large());
  const held = async () => (await info()).connections.reduce((sum, each) => sum + each.inFlightMessages, 0);
  await eventually(async () => busy.seen.length + (await held()) === 400);
  // It was given what its connection takes, not the thousand it asked for: the other got the rest.
  expect(busy.seen.length).toBeGreaterThan(200);
  await Promise.all([still.unsubscribe(), busy.subscription.unsubscribe()]);
});
