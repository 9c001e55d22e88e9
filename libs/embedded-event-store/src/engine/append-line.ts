import type { WaitingAppend } from './waiting-append.js';

export interface Share {
  readonly events: number;
  readonly bytes: number;
}

/** Appends that wait for their turn, in the order in which they came. */
export class AppendLine {
  private waiting: WaitingAppend[] = [];
  private waitingBytes = 0;

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  get bytes(): number {
    return this.waitingBytes;
  }

  get all(): readonly WaitingAppend[] {
    return this.waiting;
  }

  add(append: WaitingAppend): void {
    this.waiting.push(append);
    this.waitingBytes += append.bytes;
  }

  /** What a commit takes; one append is never split, and the first is taken whatever its size. */
  take(share: Share): readonly WaitingAppend[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const append of this.waiting) {
      events += append.request.events.length;
      bytes += append.bytes;
      if (count > 0 && (events > share.events || bytes > share.bytes)) break;
      count += 1;
    }
    return this.remove(count);
  }

  takeAll(): readonly WaitingAppend[] {
    return this.remove(this.waiting.length);
  }

  /** Their turn comes again, before everybody else's. */
  giveBack(appends: readonly WaitingAppend[]): void {
    this.waiting = [...appends, ...this.waiting];
    this.waitingBytes += bytesOf(appends);
  }

  private remove(count: number): readonly WaitingAppend[] {
    const removed = this.waiting.slice(0, count);
    this.waiting = this.waiting.slice(count);
    this.waitingBytes -= bytesOf(removed);
    return removed;
  }
}

const bytesOf = (appends: readonly WaitingAppend[]) => appends.reduce((sum, { bytes }) => sum + bytes, 0);
