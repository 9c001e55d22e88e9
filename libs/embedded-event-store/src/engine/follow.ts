// Following the log: one loop for history and live events. After each page it asks for what comes next, from memory
// when it is recent and from the database when it is not, so there is no moment of hand-over at which an event could
// be skipped or repeated, and a slow consumer costs no memory: it simply reads pages.

import { isHiddenFromAll } from './hidden-streams.js';
import type { LogEntry, ReadEntry } from './log-entry.js';
import { summaryOf, type FilterSubject } from './page-summary.js';
import { Turn } from './turn.js';

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
  /** It looks at nothing else. */
  readonly on: FilterSubject;
  matches(entry: LogEntry): boolean;
  /** A checkpoint comes after so many considered events, whether or not they matched. */
  readonly checkpointEvery: number;
}

/** Everything but what is hidden from the whole of the log. Ends when the signal aborts. */
export async function* follow(log: FollowedLog, options: FollowOptions): AsyncGenerator<LogMessage, void> {
  const { signal } = options;
  const progress = new Progress(options);
  while (!signal.aborted) {
    const entries = await log.after(progress.position);
    for (const message of progress.take(entries)) {
      if (message === null) await progress.turn.next();
      else if (!signal.aborted || message.kind !== 'event') yield message;
      else return; // the checkpoint after an event belongs to it
    }
    if (entries.length > 0) continue;
    for (const message of progress.catchUp()) yield message; // `yield*` would wait, also for nothing
    await log.beyond(progress.position, signal);
  }
}

const nothing: readonly LogMessage[] = [];

class Progress {
  position: bigint;
  readonly turn = new Turn();
  private readonly filter: FollowFilter | undefined;
  /** Considered since the last checkpoint. */
  private unmarked = 0;
  private caughtUp = false;

  constructor({ after, filter }: FollowOptions) {
    this.position = after;
    this.filter = filter;
  }

  /** Null: now it is the turn of others. */
  *take(page: readonly ReadEntry[]): Generator<LogMessage | null, void> {
    const passed = yield* this.passOver(page);
    if (passed) return yield* passed;
    for (const entry of page) {
      yield* this.consider(entry);
      if (this.turn.isOver) yield null;
    }
  }

  /** Of a page of which the filter lets nothing through, only the checkpoints; null: it has to be looked at. */
  private *passOver(page: readonly ReadEntry[]): Generator<null, readonly LogMessage[] | null> {
    const { filter } = this;
    const last = page.at(-1);
    if (!filter || !last) return null;
    const { considered, first } = summaryOf(page);
    for (const entry of first[filter.on]) {
      if (this.turn.use(() => filter.matches(entry))) return null;
      if (this.turn.isOver) yield null;
    }
    const checkpoints = this.checkpointsOver(considered, filter.checkpointEvery);
    this.position = last.position;
    return checkpoints;
  }

  private checkpointsOver(considered: readonly LogEntry[], every: number): readonly LogMessage[] {
    const checkpoints: LogMessage[] = [];
    let due = every - this.unmarked;
    for (let passed = considered[due - 1]; passed; passed = considered[(due += every) - 1]) {
      checkpoints.push({ kind: 'checkpoint', position: passed.position });
    }
    this.unmarked = every - (due - considered.length);
    return checkpoints;
  }

  private consider(entry: ReadEntry): readonly LogMessage[] {
    const { filter } = this;
    this.position = entry.position;
    if (isHiddenFromAll(entry.streamName)) return nothing;
    if (!filter) return [{ kind: 'event', entry }];
    const isWanted = this.turn.use(() => filter.matches(entry));
    const event: readonly LogMessage[] = isWanted ? [{ kind: 'event', entry }] : nothing;
    this.unmarked += 1;
    return this.unmarked === filter.checkpointEvery ? [...event, this.checkpoint()] : event;
  }

  /** Once, when the end is reached for the first time. */
  catchUp(): readonly LogMessage[] {
    if (this.caughtUp) return nothing;
    this.caughtUp = true;
    return [...(this.unmarked > 0 ? [this.checkpoint()] : nothing), { kind: 'caught-up' }];
  }

  private checkpoint(): LogMessage {
    this.unmarked = 0;
    return { kind: 'checkpoint', position: this.position };
  }
}
