import { randomInt } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { createTestDatabase } from '#libs/platform/testing';
import { RunningNode } from './running-node.js';

const rounds = 8;
const writers = 5;
const appendsMax = 60;

it('links each event once, however often the node is killed', async () => {
  const database = await createTestDatabase();
  let node = await RunningNode.start({ databaseUrl: database.url });
  let client = EventStoreDBClient.connectionString(node.url);
  await client.enableProjection('$by_category');
  for (let round = 0; round < rounds; round += 1) {
    await writeUntilKilled(client, node, 1 + randomInt(appendsMax));
    await client.dispose();
    node = await RunningNode.start({ databaseUrl: database.url });
    client = EventStoreDBClient.connectionString(node.url);
  }
  await append(client, 'order-last', 1);
  await linked(client, '0@order-last');
  expect(await links(client)).toEqual(await written(client));
  await client.dispose();
  await node.stop();
  await database.drop();
}, 120_000);

/** The node dies when so many appends are acknowledged, while others, and their links, are under way. */
async function writeUntilKilled(
  client: EventStoreDBClient,
  node: RunningNode,
  appends: number,
): Promise<void> {
  let acknowledged = 0;
  let killing: Promise<void> | null = null;
  const write = async (stream: string) => {
    while (!killing) {
      await append(client, stream, 3);
      acknowledged += 1;
      if (acknowledged >= appends) killing ??= node.kill();
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
  while ((await links(client)).at(-1) !== target) await new Promise((resolve) => setImmediate(resolve));
}

async function links(client: EventStoreDBClient): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { event } of client.readStream('$ce-order')) {
      found.push(Buffer.from(event?.data as Uint8Array).toString('utf8')); // links are binary
    }
  } catch {
    return []; // there is none yet
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
