import type {
  AppendOptions,
  AppendResult,
  EventStore,
  EventToAppend,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  SubscribeToAllOptions,
  SubscriptionMessage,
} from '../event-store.js';
import { setTimeout as pause } from 'node:timers/promises';
import { append } from './append.js';
import { connect, type Connection } from './connection.js';
import { OneAtATime } from './one-at-a-time.js';
import { readAll, readStream } from './read.js';
import { subscribeToAll } from './subscribe.js';

const closeMsMax = 250;

/** The port, on an EventStoreDB server: ours or any other. */
export class EventStoreDB implements EventStore {
  /** One append in flight for each stream: the server would serialize them anyway, and order is kept on retries. */
  private readonly inOrder = new OneAtATime();

  constructor(private readonly connection: Connection) {}

  append(
    streamName: string,
    events: readonly EventToAppend[],
    { expectedRevision }: AppendOptions,
  ): Promise<AppendResult> {
    return this.inOrder.run(streamName, () => append(this.connection, streamName, events, expectedRevision));
  }

  readStream(streamName: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return readStream(this.connection.client, streamName, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return readAll(this.connection.client, options);
  }

  subscribeToAll(options: SubscribeToAllOptions): AsyncIterable<SubscriptionMessage> {
    return subscribeToAll(this.connection.client, options);
  }

  /**
   * Connects, so that the first command does not wait for it.
   * @throws {EventStoreUnavailable} when the server cannot be reached.
   */
  async warmUp(): Promise<void> {
    for await (const _first of this.readAll({ limit: 1 })) return;
  }

  /**
   * Ends what is open. The client waits for each of its streams to end, also for those that ended long ago, and
   * then for ever: what it does, it has done at once, so it is not waited for longer than a moment.
   */
  async close(): Promise<void> {
    const waited = new AbortController();
    const disposed = this.connection.client.dispose().finally(() => waited.abort());
    await Promise.race([
      disposed,
      pause(closeMsMax, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
  }
}

/**
 * Once per process: the client module keeps state that all its connections share.
 * Connects with the first call, or with `warmUp`.
 */
export function connectToEventStore(url: string): EventStoreDB {
  return new EventStoreDB(connect(url));
}
