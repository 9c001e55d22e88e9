import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from './report.js';
import { WriterSession, type WriterSessionOptions } from './writer-session.js';

const retryAtFirstMs = 50;
const retryAtMostMs = 1_000;

export interface FenceOptions extends WriterSessionOptions {
  readonly report: Report;
}

/** Learns where the log ends: done whenever the lock is taken, before anybody may write. */
export type Begin = (session: WriterSession) => Promise<void>;

/** Holds the writer's lock for as long as the engine is open: when it is lost, it is taken again. */
export class Fence {
  private holding: Promise<WriterSession>;
  private isHeld = true;
  private readonly retired = new AbortController();

  private constructor(
    session: WriterSession,
    private readonly options: FenceOptions,
    private readonly begin: Begin,
  ) {
    this.holding = Promise.resolve(this.hold(session));
  }

  /** @throws {EventLogInUse} when another process holds the lock. */
  static async take(options: FenceOptions, begin: Begin): Promise<Fence> {
    return new Fence(await openAndBegin(options, begin), options, begin);
  }

  get held(): boolean {
    return this.isHeld;
  }

  /** Waits while the lock is lost. Rejects when the engine closes meanwhile. */
  session(): Promise<WriterSession> {
    return this.holding;
  }

  /** The lock is kept while it is held, but not taken again. */
  retire(): void {
    this.retired.abort();
  }

  async close(): Promise<void> {
    this.retire();
    const session = await this.holding.catch(() => null); // lost, and not taken again: nothing to let go of
    await session?.close();
  }

  private get closed(): boolean {
    return this.retired.signal.aborted;
  }

  private hold(session: WriterSession): WriterSession {
    this.isHeld = true;
    void session.lost.then(() => {
      this.isHeld = false;
      this.report('The event log lost its writer connection and takes no appends until it is back.', null);
      this.holding = this.regain();
      this.holding.catch(() => undefined); // only when closing: whoever waits gets it from session()
    });
    return session;
  }

  private async regain(): Promise<WriterSession> {
    for (let delayMs = retryAtFirstMs; !this.closed; delayMs = Math.min(delayMs * 2, retryAtMostMs)) {
      try {
        await sleep(delayMs, undefined, { signal: this.retired.signal });
        return this.hold(await openAndBegin(this.options, this.begin));
      } catch (error) {
        this.report('The event log could not take its writer lock yet.', error);
      }
    }
    throw new Error('The event log is closed.');
  }

  private report(message: string, error: unknown): void {
    if (!this.closed) this.options.report(message, error);
  }
}

async function openAndBegin(options: WriterSessionOptions, begin: Begin): Promise<WriterSession> {
  const session = await WriterSession.open(options);
  try {
    await begin(session);
    return session;
  } catch (error) {
    await session.abandon();
    throw error;
  }
}
