import { EventStoreUnavailable } from '#libs/event-store';
import { AppendLine } from './append-line.js';
import type { AppendAnswer } from './batch-plan.js';
import { AppendNotConfirmed } from './errors.js';
import type { WaitingAppend } from './waiting-append.js';

const commitMax = { events: 4_096, bytes: 4 * 1_048_576 };
/** What is written behind the log: so much with every commit, or so much for each event of others if that is more. */
const behindMin = 512;
const behindForEach = 2;
const sweepEveryMs = 100;
/** More is refused at once: it would only wait until its deadline. */
const waitingBytesMax = 256 * 1_048_576;

/**
 * Appends that wait, and those being committed. What is written behind the log has a line of its own, so that nobody
 * waits for more than a commit's share of it. Nobody waits past their deadline.
 */
export class AppendQueue {
  private readonly line = new AppendLine();
  private readonly behind = new AppendLine();
  private underWay: readonly WaitingAppend[] = [];
  private sweeper: NodeJS.Timeout | null = null;

  /** @param canWrite whether what waits would be tried now. */
  constructor(private readonly canWrite: () => boolean) {}

  get isEmpty(): boolean {
    return this.line.isEmpty && this.behind.isEmpty;
  }

  add(append: WaitingAppend): void {
    if (this.line.bytes + this.behind.bytes + append.bytes > waitingBytesMax)
      return append.answer(unavailable('Too much is waiting.'));
    this.lineOf(append).add(append);
    this.sweeper ??= setInterval(() => this.sweep(), sweepEveryMs);
  }

  /** What the next commit takes; one append is never split, and never refused for its size here. */
  take(): readonly WaitingAppend[] {
    const first = this.line.take(commitMax);
    const events = first.reduce((sum, { request }) => sum + request.events.length, 0);
    const share = { events: Math.max(behindMin, behindForEach * events), bytes: commitMax.bytes };
    this.underWay = [...first, ...this.behind.take(share)].filter(({ isAnswered }) => !isAnswered);
    return this.underWay;
  }

  /** They were not written: their turn comes again, before everybody else's. */
  giveBack(): void {
    for (const line of [this.line, this.behind]) {
      line.giveBack(this.underWay.filter((append) => this.lineOf(append) === line));
    }
    this.underWay = [];
  }

  /** They were not written, and would not be if they were tried again. */
  failUnderWay(cause: unknown): void {
    for (const append of this.underWay) append.answer(unavailable('The append was not written.', cause));
  }

  failAll(cause: unknown): void {
    this.giveBack();
    this.underWay = [this.line, this.behind].flatMap((line) => line.takeAll());
    this.failUnderWay(cause);
  }

  settle(): void {
    this.underWay = [];
    if (!this.isEmpty || !this.sweeper) return;
    clearInterval(this.sweeper);
    this.sweeper = null;
  }

  private lineOf({ request }: WaitingAppend): AppendLine {
    return request.isBehind ? this.behind : this.line;
  }

  private sweep(): void {
    const now = Date.now();
    const late = ({ isAnswered, deadlineMs }: WaitingAppend) => !isAnswered && deadlineMs <= now;
    for (const append of this.underWay.filter(late)) append.answer({ refusal: new AppendNotConfirmed() });
    for (const { all } of [this.line, this.behind]) {
      for (const append of all.filter(late)) append.answer(this.untried());
    }
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
