import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient, ProjectionDetails, ResolvedEvent } from '@eventstore/db-client';
import { read } from './node-under-test.contract.js';

/** Without the character that ends a category. */
export const aCategory = () => `category${randomUUID().replaceAll('-', '')}`;

export async function projection(client: EventStoreDBClient, name: string): Promise<ProjectionDetails> {
  const found = await client.getProjectionStatus(name);
  if (!found) throw new Error(`There is no projection ${name}.`);
  return found;
}

/** Projections write behind the append. The test's own time limit ends a wait for what never comes. */
export async function whenThere(
  client: EventStoreDBClient,
  stream: string,
  count: number,
): Promise<ResolvedEvent[]> {
  for (;;) {
    const found = await read(client, stream).catch((error: unknown) => {
      if (isNotFound(error)) return [];
      throw error;
    });
    if (found.length >= count) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the links of a stream say that they lead to. */
export const targets = (links: readonly ResolvedEvent[]) => links.map(targetOf);

export const targetOf = ({ event }: ResolvedEvent) => text(event?.data);

export function metadataOf({ event }: ResolvedEvent): unknown {
  return event?.metadata instanceof Uint8Array ? JSON.parse(text(event.metadata)) : event?.metadata;
}

const text = (data: unknown) =>
  data instanceof Uint8Array ? Buffer.from(data).toString('utf8') : JSON.stringify(data);

const isNotFound = (error: unknown) =>
  error instanceof Error && 'type' in error && error.type === 'stream-not-found';
