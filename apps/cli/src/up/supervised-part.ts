import { setTimeout as pause } from 'node:timers/promises';
import type { Part, RunningPart } from './part.js';

const BACKOFF_MS_MIN = 250;
const BACKOFF_MS_MAX = 10_000;
/** A part that ran this long has recovered: its next failure counts as the first. */
const STEADY_MS = 30_000;

export interface Announcements {
  line(text: string): void;
  /** A part runs under a new number, or no longer. */
  changed(): void;
}

/** Keeps one part running until it is stopped: what ends by itself is started again, ever more slowly. */
export class SupervisedPart {
  private running: RunningPart | null = null;
  private starting: Promise<void> = Promise.resolve();
  private watching: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly part: Part,
    private readonly announcements: Announcements,
  ) {}

  get name(): string {
    return this.part.name;
  }

  get pid(): number | null {
    return this.running?.pid ?? null;
  }

  /** The first start is not tried again: when it fails, the operator is there to hear why. */
  async start(): Promise<void> {
    this.starting = this.launchFirst();
    await this.starting;
  }

  private async launchFirst(): Promise<void> {
    this.running = await this.part.launch(this.stopping.signal);
    this.announcements.changed();
    this.watching = this.watch(this.running);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting.catch(() => undefined); // whoever started it hears of the failure
    await this.running?.stop();
    await this.watching;
  }

  kill(): void {
    this.stopping.abort();
    this.running?.kill();
  }

  private async watch(first: RunningPart): Promise<void> {
    let running: RunningPart | null = first;
    let failures = 0;
    while (running) {
      const begun = Date.now();
      const how = await running.exited;
      this.running = null;
      if (this.stopping.signal.aborted) return;
      this.announcements.line(`! ${this.part.name} ended (${how}) and is started again.`);
      failures = Date.now() - begun > STEADY_MS ? 0 : failures + 1;
      running = await this.launchAgain(failures);
    }
  }

  private async launchAgain(failuresBefore: number): Promise<RunningPart | null> {
    const begun = Date.now();
    for (let failures = failuresBefore; await this.paused(failures); failures += 1) {
      try {
        const running = await this.part.launch(this.stopping.signal);
        if (this.stopping.signal.aborted) return await endedAgain(running);
        this.running = running;
        this.announcements.line(
          `✓ ${this.part.name} is back after ${((Date.now() - begun) / 1_000).toFixed(1)} s.`,
        );
        this.announcements.changed();
        return running;
      } catch (error) {
        if (this.stopping.signal.aborted) return null;
        this.announcements.line(`! ${this.part.name} does not start yet: ${firstLineOf(error)}`);
      }
    }
    return null;
  }

  /** @returns false when everything is being stopped meanwhile. */
  private async paused(failures: number): Promise<boolean> {
    const wait = Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** Math.min(failures, 10));
    try {
      await pause(wait, undefined, { signal: this.stopping.signal });
    } catch {
      return false; // aborted, the only way this pause fails
    }
    return true;
  }
}

async function endedAgain(running: RunningPart): Promise<null> {
  await running.stop();
  return null;
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
