import { setTimeout as pause } from 'node:timers/promises';

export interface BackoffLimits {
  readonly firstMs: number;
  readonly maxMs: number;
}

export const DEFAULT_BACKOFF: BackoffLimits = { firstMs: 100, maxMs: 5_000 };

/** Waits twice as long after every failure in a row, with some chance in it so that many do not come back at once. */
export class Backoff {
  private failures = 0;

  constructor(private readonly limits: BackoffLimits = DEFAULT_BACKOFF) {}

  succeeded(): void {
    this.failures = 0;
  }

  /** Ends early when the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const longestMs = Math.min(this.limits.firstMs * 2 ** this.failures, this.limits.maxMs);
    this.failures = Math.min(this.failures + 1, 30);
    const waitMs = longestMs * (0.5 + Math.random() / 2);
    await pause(waitMs, undefined, { signal }).catch(() => undefined); // rejects only when aborted
  }
}
