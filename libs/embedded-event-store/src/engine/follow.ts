// Following the log: one loop for history and live events. After each page it asks for what comes next, from memory
// when it is recent and from the database when it is not, so there is no moment of hand-over at which an event could
// be skipped or repeated, and a slow consumer costs no memory: it simply reads pages.

import type { LogEntry, ReadEntry } from './log-entry.js';

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
  watchStream(name: string): FollowedStream;
}

/** The events of one stream as they are appended, those included that truncation would hide. */
export interface FollowedStream {
  /** From here on: to be called before what there was until now is read. */
  begin(): void;
  /** What was appended since; null: no longer in memory. */
  next(): Promise<readonly ReadEntry[] | null>;
  /** The same from the database: some of what comes after a revision and a position, none only at the end. */
  read(after: { readonly revision: bigint; readonly position: bigint }): Promise<readonly ReadEntry[]>;
  /** Waits until there is something next, or the signal aborts. */
  more(signal: AbortSignal): Promise<void>;
  leave(): void;
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
      const messages = progress.consider(entry);
      if (messages.length === 0) continue; // with a filter, most of them
      yield* messages;
      if (signal.aborted) return;
    }
    if (entries.length > 0) continue;
    yield* progress.catchUp();
    await log.beyond(progress.position, signal);
  }
}

const nothing: readonly LogMessage[] = [];

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

  consider(entry: ReadEntry): readonly LogMessage[] {
    this.position = entry.position;
    if (this.options.skips?.(entry)) return nothing;
    if (!this.filter) return [{ kind: 'event', entry }];
    const event: readonly LogMessage[] = this.filter.matches(entry) ? [{ kind: 'event', entry }] : nothing;
    this.unmarked += 1;
    return this.unmarked === this.filter.checkpointEvery ? [...event, this.checkpoint()] : event;
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
