// The latest events, in memory. Positions have no gaps, so a follower that asks for what comes after its position
// either finds exactly the next event here, or learns that it must read from the database: nothing can be skipped.

import type { LogEntry } from './log-entry.js';
import { Waiting } from './waiting.js';
import { WatchedStreams, type StreamWatch } from './watched-streams.js';

const entriesMax = 8_192;
const bytesMax = 16 * 1_048_576;

export class LogTail {
  private entries: LogEntry[] = [];
  private first = 0;
  private bytes = 0;
  /** Those who keep up ask for the same page, one after the other. */
  private latestPage: { position: bigint; max: number; page: readonly LogEntry[] } | null = null;
  private readonly waiting = new Waiting();
  private readonly streams = new WatchedStreams((position) => this.at(position));

  constructor(private lastPosition: bigint) {}

  /** Position of the last event of the log. */
  get position(): bigint {
    return this.lastPosition;
  }

  append(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.position !== this.lastPosition + 1n) throw new Error('Positions must have no gaps.');
      this.lastPosition = entry.position;
      this.entries.push(entry);
      this.bytes += size(entry);
    }
    this.latestPage = null;
    this.forget();
    this.streams.note(entries);
    this.waiting.wakeAll();
  }

  /** The log has grown elsewhere, or may have. */
  restart(position: bigint): void {
    this.entries = [];
    this.latestPage = null;
    this.first = 0;
    this.bytes = 0;
    if (position !== this.lastPosition) this.streams.interrupt();
    this.lastPosition = position;
    this.waiting.wakeAll();
  }

  /** Up to `max` events after a position; null when they are no longer here. */
  after(position: bigint, max: number): readonly LogEntry[] | null {
    if (position >= this.lastPosition) return [];
    const oldest = this.entries[this.first];
    if (!oldest || position + 1n < oldest.position) return null;
    if (this.latestPage?.position === position && this.latestPage.max === max) return this.latestPage.page;
    const start = this.first + Number(position + 1n - oldest.position);
    const page = this.entries.slice(start, start + max);
    this.latestPage = { position, max, page };
    return page;
  }

  /** Waits until there is something after a position, or the signal aborts. */
  async beyond(position: bigint, signal: AbortSignal): Promise<void> {
    while (position >= this.lastPosition && !signal.aborted) await this.waiting.change(signal);
  }

  /** One stream from now on; to be left when it is used no more. */
  watch(streamName: string): StreamWatch {
    return this.streams.watch(streamName);
  }

  private at(position: bigint): LogEntry | undefined {
    const oldest = this.entries[this.first];
    return oldest && position >= oldest.position
      ? this.entries[this.first + Number(position - oldest.position)]
      : undefined;
  }

  /** Entries are dropped by moving the start; the array itself is cut only now and then. */
  private forget(): void {
    for (;;) {
      const oldest = this.entries[this.first];
      const count = this.entries.length - this.first;
      if (!oldest || (count <= entriesMax && this.bytes <= bytesMax)) break;
      this.bytes -= size(oldest);
      this.first += 1;
    }
    if (this.first < entriesMax) return;
    this.entries = this.entries.slice(this.first);
    this.first = 0;
  }
}

const size = (entry: LogEntry) => entry.data.length + entry.metadata.length;
