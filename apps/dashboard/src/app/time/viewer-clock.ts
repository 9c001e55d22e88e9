import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const TICK_MS = 1_000;

/** What time it is, and where, for the person who looks at the page. */
@Injectable({ providedIn: 'root' })
export class ViewerClock {
  readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  private readonly tick = signal(Date.now());
  /** Moves once a second. */
  readonly now = this.tick.asReadonly();

  constructor() {
    const timer = setInterval(() => this.tick.set(Date.now()), TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
