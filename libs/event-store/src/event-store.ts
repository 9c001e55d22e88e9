import type { JsonObject } from './json.js';

/**
 * The port to the log. Every implementation passes `event-store.contract.ts`.
 * Positions order all events of the log; revisions number the events of one stream from 0.
 */
export interface EventStore {
  /**
   * Appends all events or none. Appending again with the same event ids answers the first result.
   * @throws {WrongExpectedRevision} when the stream is not where the caller expects it.
   * @throws {StreamDeleted} when the stream is tombstoned.
   * @throws {AppendTooLarge} when the events exceed the store's limit.
   * @throws {EventStoreUnavailable} when nothing is known of the outcome: ask again with the same ids.
   */
  append(streamName: string, events: readonly EventToAppend[], options: AppendOptions): Promise<AppendResult>;

  /**
   * Events of one stream; a stream that does not exist has none.
   * @throws {StreamDeleted} when the stream is tombstoned.
   */
  readStream(streamName: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;

  /** Events of the whole log, system events (types beginning with `$`) included. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;

  /**
   * Everything after a position, first what is there, then, after one `caught-up`, what comes.
   * Never skips, repeats or reorders. Ends when `signal` aborts; throws when the connection is lost.
   */
  subscribeToAll(options: SubscribeToAllOptions): AsyncIterable<SubscriptionMessage>;

  close(): Promise<void>;
}

export interface EventToAppend {
  /** UUID. The key of idempotent appends. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly streamName: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly createdAt: Date;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** A bigint is the revision of the last event that the caller has seen. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | bigint;

export interface AppendOptions {
  readonly expectedRevision: ExpectedRevision;
}

/** Of the last event appended. */
export interface AppendResult {
  readonly revision: bigint;
  readonly position: bigint;
  /** Of every event appended, where the store can say so without reading them back. */
  readonly positions?: readonly bigint[];
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Revision to begin at, inclusive in both directions. */
  readonly from?: 'start' | 'end' | bigint;
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Position to begin at: inclusive forwards, exclusive backwards. */
  readonly from?: 'start' | 'end' | bigint;
  readonly limit?: number;
}

export interface SubscribeToAllOptions {
  /** Exclusive. */
  readonly after: 'start' | 'end' | bigint;
  readonly filter?: SubscriptionFilter;
  readonly signal?: AbortSignal;
}

/** Events pass when their stream name or their type begins with one of the prefixes. */
export type SubscriptionFilter =
  { readonly streamNamePrefixes: readonly string[] } | { readonly eventTypePrefixes: readonly string[] };

export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** Everything up to here was considered, whether or not it passed the filter. */
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'caught-up' };
