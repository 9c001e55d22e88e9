import { Injectable, Injector, inject } from '@angular/core';

/** Tells a screen reader. The code for it is no part of what a page needs first: it is loaded with the first words. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly injector = inject(Injector);

  /** Politely. Where the code cannot be loaded nothing is said: that it is cut off, the page shows by itself. */
  async announce(text: string): Promise<void> {
    const accessibility = await import('@angular/cdk/a11y').catch(() => null);
    if (accessibility) await this.injector.get(accessibility.LiveAnnouncer).announce(text, 'polite');
  }
}
