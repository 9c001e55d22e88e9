import {
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as groupSettings,
  type AppendToStreamOptions,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { holdUpWrites } from './hold-up-writes.js';
import { loseDatabase } from './open-test-log.js';
import { serveSecuredLog, type SecuredLog } from './serve-secured-log.js';
import { serveTestLog, type ServedLog } from './serve-test-log.js';

/** Nodes on which every error that clients know can be had. */
export interface TroubledNodes {
  /** Has the streams `filled`, with two events, and `ended`, and the groups `one` and `full` of `filled`. */
  readonly sound: ServedLog;
  readonly secured: SecuredLog;
  /** Its Postgres takes no writes and says nothing. */
  readonly hanging: ServedLog;
  /** Its Postgres is gone. */
  readonly bereft: ServedLog;
  dispose(): Promise<void>;
}

export const maxAppendBytes = 10_000;

export async function startTroubledNodes(): Promise<TroubledNodes> {
  const sound = await serveTestLog({ maxAppendBytes });
  const secured = await serveSecuredLog();
  const hanging = await serveTestLog({ appendTimeoutMs: 500 });
  const heldUp = await holdUpWrites(hanging.log);
  const bereft = await serveTestLog({ appendTimeoutMs: 500 });
  await loseDatabase(bereft.log);
  await fill(sound.client);
  return {
    ...{ sound, secured, hanging, bereft },
    dispose: async () => {
      await heldUp.release();
      await Promise.all([sound, secured, hanging, bereft].map((each) => each.dispose()));
    },
  };
}

async function fill(client: EventStoreDBClient): Promise<void> {
  await append(client, 'filled');
  await append(client, 'filled');
  await append(client, 'ended');
  await client.tombstoneStream('ended');
  await createGroup(client, 'one');
  await createGroup(client, 'full', { maxSubscriberCount: 1 });
  await confirmed(consume(client, 'full'));
}

interface Append extends AppendToStreamOptions {
  readonly text?: string;
}

/** One by one, which answers by a status: that is what the client does when credentials come with the call. */
export async function append(
  client: EventStoreDBClient,
  stream: string,
  { text = '', ...options }: Append = {},
): Promise<void> {
  const credentials = { username: 'any', password: 'body' };
  await client.appendToStream(stream, jsonEvent({ type: 'Happened', data: { text } }), {
    credentials,
    ...options,
  });
}

export async function read(client: EventStoreDBClient, stream: string): Promise<void> {
  for await (const _event of client.readStream(stream));
}

/** Of the stream `filled`. */
export async function createGroup(
  client: EventStoreDBClient,
  group: string,
  settings: Parameters<typeof groupSettings>[0] = {},
): Promise<void> {
  await client.createPersistentSubscriptionToStream('filled', group, groupSettings(settings));
}

export type Subscription = ReturnType<
  EventStoreDBClient['subscribeToPersistentSubscriptionToStream' | 'subscribeToStream' | 'subscribeToAll']
>;

export function consume(client: EventStoreDBClient, group: string): Subscription {
  return client.subscribeToPersistentSubscriptionToStream('filled', group);
}

/** Rejects when the subscription fails. */
export function failing(subscription: Subscription): Promise<void> {
  const failed = new Promise<void>((_resolve, reject) => subscription.once('error', reject).resume());
  failed.catch(() => undefined); // whoever asked looks when it suits them
  return failed;
}

export async function confirmed(subscription: Subscription): Promise<void> {
  subscription.on('error', () => undefined).resume();
  await new Promise<void>((resolve) => subscription.once('confirmation', () => resolve()));
}
