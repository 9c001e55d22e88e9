import { randomInt } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { createTestDatabase } from '#libs/platform/testing';
import { RunningNode } from './running-node.js';

const writers = 5;
const checkpointStream = '$projections-$by_category-checkpoint';

/** When the node dies in a round: when so many appends are acknowledged, or that many after a checkpoint. */
interface Death {
  readonly eventsAtOnce: number;
  readonly appends: number;
  readonly afterCheckpoint: boolean;
}

const often = (rounds: number, death: (round: number) => Death) =>
  Array.from({ length: rounds }, (_, at) => death(at));
const anytime = () => ({ eventsAtOnce: 3, appends: 1 + randomInt(60), afterCheckpoint: false });
/** There is a checkpoint for every 4,000 events, those that the projection itself has written among them. */
const aroundCheckpoints = (round: number) =>
  round % 2 === 0
    ? { eventsAtOnce: 100, appends: 1 + randomInt(3), afterCheckpoint: true }
    : { eventsAtOnce: 100, appends: 10 + randomInt(50), afterCheckpoint: false };

it.each([
  ['', often(8, anytime), 0],
  [' around its checkpoints', often(10, aroundCheckpoints), 5],
])(
  'links each event once, however often the node is killed%s',
  async (_when, deaths, checkpointsMin) => {
    const database = await createTestDatabase();
    let node = await RunningNode.start({ databaseUrl: database.url });
    let client = EventStoreDBClient.connectionString(node.url);
    await client.enableProjection('$by_category');
    for (const death of deaths) {
      await writeUntilKilled(client, node, death);
      await client.dispose();
      node = await RunningNode.start({ databaseUrl: database.url });
      client = EventStoreDBClient.connectionString(node.url);
    }
    await append(client, 'order-last', 1);
    await linked(client, '0@order-last');
    expect(await links(client)).toEqual(await written(client));
    expect((await dataOf(client, checkpointStream)).length).toBeGreaterThanOrEqual(checkpointsMin);
    await client.dispose();
    await node.stop();
    await database.drop();
  },
  240_000,
);

/** It dies while other appends, and the links of what was appended, are under way. */
async function writeUntilKilled(client: EventStoreDBClient, node: RunningNode, death: Death): Promise<void> {
  let acknowledged = 0;
  let countedFrom = death.afterCheckpoint ? Infinity : 0;
  let killing: Promise<void> | null = null;
  const checkpoints = client.subscribeToStream(checkpointStream, { fromRevision: 'end' });
  checkpoints
    .on('error', () => undefined)
    .on('data', () => (countedFrom = Math.min(countedFrom, acknowledged)));
  const write = async (stream: string) => {
    while (!killing) {
      await append(client, stream, death.eventsAtOnce);
      acknowledged += 1;
      if (acknowledged - countedFrom >= death.appends) killing ??= node.kill();
    }
  };
  await Promise.allSettled(Array.from({ length: writers }, (_, index) => write(`order-${index}`)));
  await killing;
}

/** One by one: what the client has in batches fails together, in the whole process. */
async function append(client: EventStoreDBClient, stream: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => jsonEvent({ type: 'Ordered', data: {} }));
  await client.appendToStream(stream, events, { credentials });
}

const credentials = { username: 'anonymous', password: 'anonymous' };

async function linked(client: EventStoreDBClient, target: string): Promise<void> {
  const last = () => dataOf(client, '$ce-order', 1);
  while ((await last())[0] !== target) await new Promise((resolve) => setImmediate(resolve));
}

const links = async (client: EventStoreDBClient) => (await dataOf(client, '$ce-order')).reverse();

/** From the newest back; none when there is no stream yet. */
async function dataOf(client: EventStoreDBClient, stream: string, maxCount = Infinity): Promise<string[]> {
  const found: string[] = [];
  const range = {
    direction: 'backwards',
    fromRevision: 'end',
    ...(maxCount < Infinity && { maxCount }),
  } as const;
  try {
    for await (const { event } of client.readStream(stream, range)) {
      found.push(
        event?.isJson ? JSON.stringify(event.data) : Buffer.from(event?.data as Uint8Array).toString('utf8'),
      );
    }
  } catch {
    return [];
  }
  return found;
}

async function written(client: EventStoreDBClient): Promise<string[]> {
  const found: string[] = [];
  for await (const { event } of client.readAll()) {
    if (event?.streamId.startsWith('order-')) found.push(`${event.revision}@${event.streamId}`);
  }
  return found;
}
