/** At most four refreshes a second at first, and one a second while changes keep pouring in. */
export const GAP_MS_MIN = 250;
export const GAP_MS_MAX = 1_000;

/**
 * Many wishes to refresh become few refreshes: one at a time, the first at once, the last never lost.
 * A refresh that was asked for while one is under way starts anew after it, since it may have read too early.
 */
export class RefreshPace {
  private wanted = false;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private startedAt = Number.NEGATIVE_INFINITY;
  private gapMs = GAP_MS_MIN;

  constructor(private readonly refresh: () => Promise<void>) {}

  request(): void {
    this.wanted = true;
    this.proceed();
  }

  stop(): void {
    this.wanted = false;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private proceed(): void {
    if (!this.wanted || this.running || this.timer) return;
    const waitMs = this.startedAt + this.gapMs - Date.now();
    if (waitMs <= 0) {
      this.gapMs = GAP_MS_MIN;
      void this.run();
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      this.gapMs = Math.min(this.gapMs * 2, GAP_MS_MAX);
      void this.run();
    }, waitMs);
  }

  private async run(): Promise<void> {
    this.wanted = false;
    this.running = true;
    this.startedAt = Date.now();
    try {
      await this.refresh();
    } finally {
      this.running = false;
      this.proceed();
    }
  }
}
