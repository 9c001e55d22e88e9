import type { EventStoreDBClient } from '@eventstore/db-client';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';

/**
 * The successor of the official client, which reads by code of its own, in Rust. It has the same face but for what an
 * append expects and finds, so that what is tested through the one can be tested through the other.
 *
 * Its generated messages and those of the official client take each other's place in a process that serializes both:
 * a node that it talks to must run in another.
 */
export function connectKurrentClient(url: string): EventStoreDBClient {
  const client = KurrentDBClient.connectionString(url.replace(/^esdb/, 'kurrentdb'));
  const { appendToStream, deleteStream, tombstoneStream } = client;
  Object.assign(client, {
    appendToStream: (streamName: never, events: never, { expectedRevision, ...options }: Options = {}) =>
      renamed(
        appendToStream.call(client, streamName, events, { ...options, ...streamState(expectedRevision) }),
      ),
    deleteStream: (streamName: never, options: never) =>
      renamed(deleteStream.call(client, streamName, options)),
    tombstoneStream: (streamName: never, options: never) =>
      renamed(tombstoneStream.call(client, streamName, options)),
  });
  return client as unknown as EventStoreDBClient; // the same face
}

interface Options {
  readonly expectedRevision?: never;
}

const streamState = (expected: never | undefined) =>
  expected === undefined ? {} : { streamState: expected };

async function renamed<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'expectedState' in error && 'actualState' in error) {
      Object.assign(error, { expectedVersion: error.expectedState, actualVersion: error.actualState });
    }
    throw error;
  }
}
