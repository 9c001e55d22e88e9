import { randomInt } from 'node:crypto';
import {
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@eventstore/db-client';
import { createTestDatabase } from '#libs/platform/testing';
import { until } from '../system/index.js';
import { RunningNode } from './running-node.js';

const rounds = 6;
const stream = 'orders';
const group = 'shippers';
const eventsInRound = 40;

it('gives out every event until it is finished, however often the node is killed', async () => {
  const database = await createTestDatabase();
  let node = await RunningNode.start({ databaseUrl: database.url });
  let client = EventStoreDBClient.connectionString(node.url);
  const settings = { startFrom: 'start', checkPointLowerBound: 1, checkPointUpperBound: 5 } as const;
  await client.createPersistentSubscriptionToStream(
    stream,
    group,
    persistentSubscriptionToStreamSettingsFromDefaults(settings),
  );
  const seen = new Set<number>();
  for (let round = 0; round < rounds; round += 1) {
    await append(client, eventsInRound);
    await consumeUntil(client, seen, { count: 1 + randomInt(eventsInRound) });
    await node.kill();
    await client.dispose();
    node = await RunningNode.start({ databaseUrl: database.url });
    client = EventStoreDBClient.connectionString(node.url);
  }
  const { stats } = await client.getPersistentSubscriptionToStreamInfo(stream, group);
  for (let revision = 0; revision <= Number(stats.lastCheckpointedEventRevision ?? -1); revision += 1) {
    expect(seen).toContain(revision); // no checkpoint is ahead of what was given out
  }
  const all = Array.from({ length: rounds * eventsInRound }, (_, revision) => revision);
  await consumeUntil(client, seen, { count: Infinity, orAll: all.length });
  expect([...seen].sort((one, other) => one - other)).toEqual(all);
  await client.dispose();
  await node.stop();
  await database.drop();
}, 120_000);

async function append(client: EventStoreDBClient, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => jsonEvent({ type: 'Ordered', data: {} }));
  await client.appendToStream(stream, events, { credentials: { username: 'any', password: 'body' } });
}

/** Acknowledges what comes, up to so many events, or until everything has been seen. */
async function consumeUntil(
  client: EventStoreDBClient,
  seen: Set<number>,
  { count, orAll }: { readonly count: number; readonly orAll?: number },
): Promise<void> {
  let given = 0;
  const consumer = client.subscribeToPersistentSubscriptionToStream(stream, group);
  consumer.on('error', () => undefined);
  consumer.on('data', (resolved) => {
    given += 1;
    seen.add(Number(resolved.event?.revision));
    consumer.ack(resolved).catch(() => undefined);
  });
  await until('enough is given out', () => given >= count || seen.size === orAll || undefined);
}
