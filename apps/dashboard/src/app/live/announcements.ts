export const ANNOUNCE_GAP_MS = 5_000;

/** Tells a screen reader what changed: at most every few seconds, and then of everything only the latest. */
export class Announcements {
  private lastAt = Number.NEGATIVE_INFINITY;
  private readonly waiting = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly announce: (text: string) => void) {}

  /** @param about of what this is the latest: it is said instead of what was to be said about the same. */
  say(about: string, text: string): void {
    this.waiting.set(about, text);
    if (this.timer) return;
    const waitMs = Math.max(0, this.lastAt + ANNOUNCE_GAP_MS - Date.now());
    this.timer = setTimeout(() => this.speak(), waitMs);
  }

  /** What was to be said about it is not said any more. */
  drop(about: string): void {
    this.waiting.delete(about);
  }

  private speak(): void {
    this.timer = null;
    const text = [...this.waiting.values()].join('. ');
    this.waiting.clear();
    if (text === '') return;
    this.lastAt = Date.now();
    this.announce(text);
  }
}
