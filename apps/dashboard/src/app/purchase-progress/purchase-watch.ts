import { computed, signal } from '@angular/core';
import type { PurchaseAnswer } from '#libs/contract';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { RefreshPace } from '../live/refresh-pace.js';

export const ASK_MS_MIN = 1_000;
export const ASK_MS_MAX = 5_000;
const SLOWER_BY = 1.25;
/** The page is often faster than the read model; longer than this is not being behind. */
export const APPEAR_MS_MAX = 30_000;

const NOT_FOUND = 404;

/** Follows a purchase until its end is known: often at first, and at once when something may have changed. */
export class PurchaseWatch {
  private readonly latest = signal<PurchaseAnswer | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly missing = signal(false);
  private readonly pace = new RefreshPace(() => this.look());
  private readonly beganAt = Date.now();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private waitMs = ASK_MS_MIN;
  private isStopped = false;

  readonly purchase = this.latest.asReadonly();
  /** Of the latest question; what was known before stays. */
  readonly trouble = this.failure.asReadonly();
  /** Nothing under this id, for longer than could be put down to being behind. */
  readonly isMissing = this.missing.asReadonly();
  readonly isEnded = computed(() => hasEnded(this.latest()));

  constructor(private readonly ask: () => Promise<PurchaseAnswer>) {}

  askNow(): void {
    if (this.isStopped || this.isEnded()) return;
    this.waitMs = ASK_MS_MIN;
    this.pace.request();
  }

  stop(): void {
    this.isStopped = true;
    this.pace.stop();
    if (this.timer) clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    try {
      const answer = await this.ask();
      if (stageOf(answer) !== stageOf(this.latest())) this.waitMs = ASK_MS_MIN;
      this.latest.set(answer);
      this.failure.set(null);
      this.missing.set(false);
    } catch (error) {
      this.note(troubleOf(error));
    }
    if (!this.isStopped && !this.isEnded() && !this.missing()) this.lookLater();
  }

  private note(trouble: Trouble): void {
    const mayAppear = trouble.status === NOT_FOUND && this.latest() === null;
    this.missing.set(mayAppear && Date.now() - this.beganAt > APPEAR_MS_MAX);
    this.failure.set(mayAppear && !this.missing() ? null : trouble);
  }

  private lookLater(): void {
    this.timer = setTimeout(() => this.pace.request(), this.waitMs);
    this.waitMs = Math.min(ASK_MS_MAX, this.waitMs * SLOWER_BY);
  }
}

function hasEnded(purchase: PurchaseAnswer | null): boolean {
  return purchase !== null && purchase.status !== 'pending';
}

/** Pending has two: before and after it was paid. */
function stageOf(purchase: PurchaseAnswer | null): string {
  return `${purchase?.status} ${purchase?.paidAt}`;
}
