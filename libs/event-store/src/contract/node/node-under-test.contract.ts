import { randomUUID } from 'node:crypto';
import {
  jsonEvent,
  type EventStoreDBClient,
  type EventData,
  type ReadStreamOptions,
  type ResolvedEvent,
} from '@eventstore/db-client';

export interface NodeUnderTest {
  readonly client: EventStoreDBClient;
  close(): Promise<void>;
}

export type NodeFactory = () => Promise<NodeUnderTest>;

/** Starts the node before the tests of a describe block and stops it after them. */
export function useNode(factory: NodeFactory): () => EventStoreDBClient {
  let started: NodeUnderTest | null = null;
  beforeAll(async () => {
    started = await factory();
  });
  afterAll(async () => {
    await started?.close();
  });
  return () => {
    if (!started) throw new Error('The node is started before the first test.');
    return started.client;
  };
}

export const aStream = () => `stream-${randomUUID()}`;

export const anEvent = (type = 'Happened', data: object = {}): EventData =>
  jsonEvent({ id: randomUUID(), type, data: { ...data } });

export const events = (count: number) => Array.from({ length: count }, () => anEvent());

export async function read(
  client: EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions = {},
): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  for await (const resolved of client.readStream(stream, options)) found.push(resolved);
  return found;
}

export async function revisions(
  client: EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions = {},
): Promise<number[]> {
  return (await read(client, stream, options)).map(({ event }) => Number(event?.revision));
}

/** Of the whole log, from the newest back, what belongs to these streams. */
export async function inLog(client: EventStoreDBClient, streams: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const all = client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 500 });
  for await (const { event } of all) {
    if (event && streams.includes(event.streamId)) found.unshift(`${event.revision}@${event.streamId}`);
  }
  return found;
}
