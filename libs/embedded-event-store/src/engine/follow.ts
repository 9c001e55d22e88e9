// Following the log: one loop for history and live events. After each page it asks for what comes next, from memory
// when it is recent and from the database when it is not, so there is no moment of hand-over at which an event could
// be skipped or repeated, and a slow consumer costs no memory: it simply reads pages.

import { StreamDeleted } from '#libs/event-store';
import type { LogEntry, ReadEntry } from './log-entry.js';
import { lastRevisionEver } from './stream-metadata.js';

export interface FollowedLog {
  /** Position of the last event. */
  readonly position: bigint;
  /** Some of the events after a position, none only at the end. */
  after(position: bigint): Promise<readonly ReadEntry[]>;
  /**
   * Some of the events of a stream after a revision, none only at its end.
   * @throws {StreamDeleted} when it is tombstoned.
   */
  streamAfter(name: string, revision: bigint): Promise<readonly ReadEntry[]>;
  beyond(position: bigint, signal: AbortSignal): Promise<void>;
}

export type LogMessage =
  | { readonly kind: 'event'; readonly entry: ReadEntry }
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'caught-up' };

export interface FollowOptions {
  /** Exclusive. */
  readonly after: bigint;
  readonly filter?: FollowFilter;
  readonly resolvesLinks?: boolean;
  readonly signal: AbortSignal;
}

export interface FollowStreamOptions {
  readonly streamName: string;
  /** Revision, exclusive. */
  readonly after: bigint;
  readonly resolvesLinks?: boolean;
  readonly signal: AbortSignal;
}

export interface FollowFilter {
  matches(entry: LogEntry): boolean;
  /** A checkpoint comes after so many considered events, whether or not they matched. */
  readonly checkpointEvery: number;
}

export interface Following extends FollowOptions {
  /** Passed over without being considered. */
  skips?(entry: LogEntry): boolean;
}

/** Ends when the signal aborts. */
export async function* follow(log: FollowedLog, options: Following): AsyncGenerator<LogMessage, void> {
  const { signal } = options;
  const progress = new Progress(options);
  while (!signal.aborted) {
    const entries = await log.after(progress.position);
    for (const entry of entries) {
      yield* progress.consider(entry);
      if (signal.aborted) return;
    }
    if (entries.length > 0) continue;
    yield* progress.catchUp();
    await log.beyond(progress.position, signal);
  }
}

class Progress {
  position: bigint;
  private readonly filter: FollowFilter | undefined;
  /** Considered since the last checkpoint. */
  private unmarked = 0;
  private caughtUp = false;

  constructor(private readonly options: Following) {
    const { after, filter } = options;
    this.position = after;
    this.filter = filter;
  }

  *consider(entry: ReadEntry): Generator<LogMessage, void> {
    this.position = entry.position;
    if (this.options.skips?.(entry)) return;
    if (!this.filter) return yield { kind: 'event', entry };
    if (this.filter.matches(entry)) yield { kind: 'event', entry };
    this.unmarked += 1;
    if (this.unmarked === this.filter.checkpointEvery) yield this.checkpoint();
  }

  /** Once, when the end is reached for the first time. */
  *catchUp(): Generator<LogMessage, void> {
    if (this.caughtUp) return;
    this.caughtUp = true;
    if (this.unmarked > 0) yield this.checkpoint();
    yield { kind: 'caught-up' };
  }

  private checkpoint(): LogMessage {
    this.unmarked = 0;
    return { kind: 'checkpoint', position: this.position };
  }
}

/** One stream: its own pages first, then whatever the log brings of it. */
export async function* followStream(
  log: FollowedLog,
  options: FollowStreamOptions,
): AsyncGenerator<LogMessage, void> {
  const { streamName, signal } = options;
  let { after } = options;
  let logPosition = log.position; // before the last page is read, so that nothing falls between page and log
  for (;;) {
    const entries = await log.streamAfter(streamName, after);
    for (const entry of entries) {
      if (signal.aborted) return;
      after = entry.revision;
      yield { kind: 'event', entry };
      failAfterTombstone(entry);
    }
    if (entries.length === 0) break;
    logPosition = log.position;
  }
  const isNew = (entry: LogEntry) => entry.streamName === streamName && entry.revision > after;
  yield { kind: 'caught-up' };
  for await (const message of follow(log, { after: logPosition, signal })) {
    if (message.kind !== 'event' || !isNew(message.entry)) continue;
    yield message;
    failAfterTombstone(message.entry);
  }
}

function failAfterTombstone({ streamName, revision }: LogEntry): void {
  if (revision === lastRevisionEver) throw new StreamDeleted(streamName);
}
