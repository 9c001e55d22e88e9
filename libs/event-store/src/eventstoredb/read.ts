import {
  StreamNotFoundError,
  type EventStoreDBClient,
  type ReadRevision,
  type ReadPosition,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { ReadAllOptions, ReadStreamOptions, RecordedEvent } from '../event-store.js';
import { otherError } from './errors.js';
import { recordedEvent } from './recorded-event.js';

export async function* readStream(
  client: EventStoreDBClient,
  streamName: string,
  options: ReadStreamOptions,
): AsyncGenerator<RecordedEvent, void> {
  const { direction = 'forwards', limit = Number.MAX_SAFE_INTEGER } = options;
  const fromRevision: ReadRevision = options.from ?? (direction === 'forwards' ? 'start' : 'end');
  if (isEmpty({ ...options, limit })) return;
  try {
    yield* received(client.readStream(streamName, { direction, fromRevision, maxCount: limit }));
  } catch (error) {
    if (error instanceof StreamNotFoundError) return;
    throw otherError(error, `${streamName} could not be read.`);
  }
}

export async function* readAll(
  client: EventStoreDBClient,
  options: ReadAllOptions,
): AsyncGenerator<RecordedEvent, void> {
  const { direction = 'forwards', limit = Number.MAX_SAFE_INTEGER } = options;
  const from = options.from ?? (direction === 'forwards' ? 'start' : 'end');
  const fromPosition: ReadPosition = typeof from === 'bigint' ? { commit: from, prepare: from } : from;
  if (isEmpty({ ...options, limit })) return;
  try {
    yield* received(client.readAll({ direction, fromPosition, maxCount: limit }));
  } catch (error) {
    throw otherError(error, 'The log could not be read.');
  }
}

/** Servers refuse to read nothing. */
function isEmpty({ direction = 'forwards', from, limit }: ReadAllOptions): boolean {
  return limit === 0 || (direction === 'forwards' && from === 'end');
}

async function* received(events: StreamingRead<ResolvedEvent>): AsyncGenerator<RecordedEvent, void> {
  // The client may report a failure after the reader has left, which would end the process if nobody listened.
  events.on('error', () => undefined);
  try {
    for await (const resolved of events) {
      const event = recordedEvent(resolved);
      if (event) yield event;
    }
  } finally {
    events.cancel().catch(() => undefined); // there may be no connection to cancel anything on
  }
}
