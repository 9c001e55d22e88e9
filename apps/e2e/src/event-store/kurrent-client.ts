import type { EventStoreDBClient } from '@eventstore/db-client';

/** Loaded by its name, so that an installation without it type-checks and runs every other test. */
const clientModule = ['@kurrent', 'kurrentdb-client'].join('/');

/** Of the same face as the official client's, but for what an append expects and finds. */
interface KurrentModule {
  readonly KurrentDBClient: { connectionString(url: string): KurrentClient };
}

type KurrentClient = Omit<EventStoreDBClient, 'appendToStream'> & {
  appendToStream(...append: [stream: unknown, events: unknown, options: object]): Promise<unknown>;
};

interface AppendOptions {
  readonly expectedRevision?: unknown;
}

/**
 * The successor of the official client, which reads by code of its own, in Rust: what is tested through the one is
 * tested through the other. Its generated messages and those of the official client take each other's place in a
 * process that serializes both: a node that it talks to must run in another.
 */
export async function connectKurrentClient(url: string): Promise<EventStoreDBClient> {
  const { KurrentDBClient } = (await import(clientModule)) as KurrentModule;
  const client = KurrentDBClient.connectionString(url.replace(/^esdb/, 'kurrentdb'));
  const append = client.appendToStream.bind(client);
  const deleteStream = client.deleteStream.bind(client);
  const tombstoneStream = client.tombstoneStream.bind(client);
  Object.assign(client, {
    appendToStream: (stream: unknown, events: unknown, options: AppendOptions = {}) =>
      renamed(append(stream, events, withState(options))),
    deleteStream: (...deletion: Parameters<typeof deleteStream>) => renamed(deleteStream(...deletion)),
    tombstoneStream: (...deletion: Parameters<typeof deleteStream>) => renamed(tombstoneStream(...deletion)),
  });
  return client as unknown as EventStoreDBClient; // the same face now
}

const withState = ({ expectedRevision, ...options }: AppendOptions) =>
  expectedRevision === undefined ? options : { ...options, streamState: expectedRevision };

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
