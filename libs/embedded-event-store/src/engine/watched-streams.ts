// Who follows one stream is woken by its events alone: what is appended to others costs them nothing, however many
// they are. Only positions are kept here, of streams that somebody follows; the events are in the tail of the log.

import type { LogEntry } from './log-entry.js';
import { Waiting } from './waiting.js';

/** Of one stream; whoever is further behind reads from the database. */
const positionsMax = 256;

class WatchedStream {
  watchers = 0;
  /** Events noted since somebody follows it, and how many of them, the first, are forgotten. */
  noted = 0;
  positions: bigint[] = [];
  readonly waiting = new Waiting();

  get forgotten(): number {
    return this.noted - this.positions.length;
  }

  note(position: bigint): void {
    this.noted += 1;
    this.positions.push(position);
    if (this.positions.length > 2 * positionsMax) this.positions = this.positions.slice(-positionsMax);
  }

  forget(): void {
    this.positions = [];
  }
}

export class WatchedStreams {
  private readonly streams = new Map<string, WatchedStream>();
  /** How often the log may have grown without being noted here. */
  private interruptions = 0;

  /** @param at the event at a position, while it is remembered. */
  constructor(private readonly at: (position: bigint) => LogEntry | undefined) {}

  note(entries: readonly LogEntry[]): void {
    if (this.streams.size === 0) return;
    const grown = new Set<WatchedStream>();
    for (const { streamName, position } of entries) {
      const stream = this.streams.get(streamName);
      if (!stream) continue;
      stream.note(position);
      grown.add(stream);
    }
    for (const stream of grown) stream.waiting.wakeAll();
  }

  interrupt(): void {
    this.interruptions += 1;
    for (const stream of this.streams.values()) {
      stream.forget();
      stream.waiting.wakeAll();
    }
  }

  /** To be left when it is used no more. */
  watch(name: string): StreamWatch {
    const stream = this.streams.get(name) ?? new WatchedStream();
    this.streams.set(name, stream);
    stream.watchers += 1;
    return new StreamWatch(stream, {
      at: this.at,
      interruptions: () => this.interruptions,
      leave: () => {
        stream.watchers -= 1;
        if (stream.watchers === 0) this.streams.delete(name);
      },
    });
  }
}

interface Watching {
  at(position: bigint): LogEntry | undefined;
  interruptions(): number;
  leave(): void;
}

/** One follower of a stream. */
export class StreamWatch {
  private taken = 0;
  private interruptions = 0;

  constructor(
    private readonly stream: WatchedStream,
    private readonly watching: Watching,
  ) {
    this.begin();
  }

  /** From here on: before the database is read for what was until now. */
  begin(): void {
    this.taken = this.stream.noted;
    this.interruptions = this.watching.interruptions();
  }

  /** What was appended since; null: not known any more, read the database. */
  next(): readonly LogEntry[] | null {
    const { taken, stream } = this;
    if (this.isInterrupted || taken < stream.forgotten) return null;
    const entries = stream.positions.slice(taken - stream.forgotten).map((each) => this.watching.at(each));
    const found = entries.filter((each) => each !== undefined);
    if (found.length < entries.length) return null;
    this.taken = stream.noted;
    return found;
  }

  /** Waits until there is something next, or the signal aborts. */
  async more(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.isInterrupted && this.taken === this.stream.noted) {
      await this.stream.waiting.change(signal);
    }
  }

  leave(): void {
    this.watching.leave();
  }

  private get isInterrupted(): boolean {
    return this.interruptions !== this.watching.interruptions();
  }
}
