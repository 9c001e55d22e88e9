import {
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type EventStoreDBClient,
  type StreamMetadata,
} from '@eventstore/db-client';
import { Readable } from 'node:stream';

/** Loaded by its name, so that an installation without it type-checks and runs every other test. */
const clientModule = ['@kurrent', 'kurrentdb-client'].join('/');

/** Of the same face as the official client's, but for what an append expects and finds. */
interface KurrentModule {
  readonly KurrentDBClient: { connectionString(url: string): KurrentClient };
}

type KurrentClient = Omit<EventStoreDBClient, 'appendToStream'> & {
  appendToStream(...append: [stream: unknown, events: unknown, options: object]): Promise<unknown>;
};

type Deletion = Parameters<EventStoreDBClient['deleteStream']>;
type Range = Parameters<EventStoreDBClient['readStream']>;

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
  const changed: Partial<Record<PropertyKey, unknown>> = {
    appendToStream: (stream: unknown, events: unknown, options: AppendOptions = {}) =>
      renamed(client.appendToStream(stream, events, withState(options))),
    setStreamMetadata: (stream: string, metadata: StreamMetadata, options: AppendOptions = {}) =>
      renamed(client.setStreamMetadata(stream, metadata, withState(options))),
    deleteStream: (...deletion: Deletion) => renamed(client.deleteStream(...deletion)),
    tombstoneStream: (...deletion: Deletion) => renamed(client.tombstoneStream(...deletion)),
    readStream: (...range: Range) => read(client.readStream(...fromFirst(range))),
    readAll: (...range: Parameters<EventStoreDBClient['readAll']>) => read(client.readAll(...range)),
  };
  const get = (_client: object, name: PropertyKey) => {
    const value: unknown = Reflect.get(client, name);
    return changed[name] ?? (typeof value === 'function' ? (value.bind(client) as unknown) : value);
  };
  return new Proxy(client, { get }) as unknown as EventStoreDBClient; // the same face now
}

/** From the start it reads forwards, whatever it is told. */
function fromFirst([stream, options]: Range): Range {
  const isBackFromStart = options?.direction === 'backwards' && options.fromRevision === 'start';
  return [stream, isBackFromStart ? { ...options, fromRevision: 0n } : options];
}

const withState = ({ expectedRevision, ...options }: AppendOptions) =>
  expectedRevision === undefined ? options : { ...options, streamState: expectedRevision };

async function renamed<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw official(error);
  }
}

/** As the official client reads: by a stream, which can be cancelled. */
function read<Item>(items: AsyncIterable<Item>): Readable {
  const stream = Readable.from(withOfficialErrors(items));
  const cancel = async () => {
    stream.destroy();
    await Promise.resolve();
  };
  return Object.assign(stream, { cancel });
}

async function* withOfficialErrors<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* items;
  } catch (error) {
    throw official(error);
  }
}

const officialErrors = new Map<unknown, { readonly prototype: Error }>([
  ['wrong-expected-version', WrongExpectedVersionError],
  ['stream-deleted', StreamDeletedError],
  ['stream-not-found', StreamNotFoundError],
  ['maximum-append-size-exceeded', MaxAppendSizeExceededError],
]);

/** The same error, of the class that the official client has for it. */
function official(error: unknown): unknown {
  if (!(error instanceof Error) || !('type' in error)) return error;
  const kind = officialErrors.get(error.type);
  if (kind) Object.setPrototypeOf(error, kind.prototype);
  if (!('expectedState' in error && 'actualState' in error)) return error;
  return Object.assign(error, { expectedVersion: error.expectedState, actualVersion: error.actualState });
}
