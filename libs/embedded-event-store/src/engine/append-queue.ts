import { EventStoreUnavailable } from '#libs/event-store';
import type { AppendAnswer } from './batch-plan.js';
import { AppendNotConfirmed } from './errors.js';
import type { WaitingAppend } from './waiting-append.js';

const batchEventsMax = 4_096;
const batchBytesMax = 4 * 1_048_576;
const sweepEveryMs = 100;
/** More is refused at once: it would only wait until its deadline. */
const waitingBytesMax = 256 * 1_048_576;

/** Appends in the order in which they came, and those being committed. Nobody waits past their deadline. */
export class AppendQueue {
  private waiting: WaitingAppend[] = [];
  private underWay: readonly WaitingAppend[] = [];
  private waitingBytes = 0;
  private sweeper: NodeJS.Timeout | null = null;

  /** @param canWrite whether what waits would be tried now. */
  constructor(private readonly canWrite: () => boolean) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  add(append: WaitingAppend): void {
    if (this.waitingBytes + append.bytes > waitingBytesMax)
      return append.answer(unavailable('Too much is waiting.'));
    this.waiting.push(append);
    this.waitingBytes += append.bytes;
    this.sweeper ??= setInterval(() => this.sweep(), sweepEveryMs);
  }

  /** What the next commit takes; one append is never split, and never refused for its size here. */
  take(): readonly WaitingAppend[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const append of this.waiting) {
      events += append.request.events.length;
      bytes += append.bytes;
      if (count > 0 && (events > batchEventsMax || bytes > batchBytesMax)) break;
      count += 1;
    }
    const taken = this.waiting.slice(0, count);
    this.waiting = this.waiting.slice(count);
    this.waitingBytes -= bytesOf(taken);
    this.underWay = taken.filter(({ isAnswered }) => !isAnswered);
    return this.underWay;
  }

  /** They were not written: their turn comes again, before everybody else's. */
  giveBack(): void {
    this.waiting = [...this.underWay, ...this.waiting];
    this.waitingBytes += bytesOf(this.underWay);
    this.underWay = [];
  }

  /** They were not written, and would not be if they were tried again. */
  failUnderWay(cause: unknown): void {
    for (const append of this.underWay) append.answer(unavailable('The append was not written.', cause));
  }

  failAll(cause: unknown): void {
    this.giveBack();
    this.underWay = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    this.failUnderWay(cause);
  }

  settle(): void {
    this.underWay = [];
    if (!this.isEmpty || !this.sweeper) return;
    clearInterval(this.sweeper);
    this.sweeper = null;
  }

  private sweep(): void {
    const now = Date.now();
    const late = ({ isAnswered, deadlineMs }: WaitingAppend) => !isAnswered && deadlineMs <= now;
    for (const append of this.underWay.filter(late)) append.answer({ refusal: new AppendNotConfirmed() });
    for (const append of this.waiting.filter(late)) append.answer(this.untried());
  }

  /** It never will be tried. */
  private untried(): AppendAnswer {
    if (this.canWrite()) return { refusal: new AppendNotConfirmed() };
    return unavailable('The database cannot be reached.');
  }
}

function unavailable(reason: string, cause?: unknown): AppendAnswer {
  return { refusal: new EventStoreUnavailable(reason, { cause }) };
}

const bytesOf = (appends: readonly WaitingAppend[]) => appends.reduce((sum, { bytes }) => sum + bytes, 0);
