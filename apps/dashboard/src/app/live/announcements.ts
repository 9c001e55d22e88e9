export const ANNOUNCE_GAP_MS = 5_000;

/** Tells a screen reader what changed: at most every few seconds, and then the latest only. */
export class Announcements {
  private lastAt = Number.NEGATIVE_INFINITY;
  private waiting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly announce: (text: string) => void) {}

  say(text: string): void {
    this.waiting = text;
    if (this.timer) return;
    const waitMs = Math.max(0, this.lastAt + ANNOUNCE_GAP_MS - Date.now());
    this.timer = setTimeout(() => this.speak(), waitMs);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private speak(): void {
    this.timer = null;
    this.lastAt = Date.now();
    if (this.waiting !== null) this.announce(this.waiting);
    this.waiting = null;
  }
}
