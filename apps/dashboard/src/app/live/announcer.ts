import { Injectable, Injector, inject } from '@angular/core';
import { Announcements } from './announcements.js';

/**
 * The one voice of the page: several would speak over each other. The code for it is no part of what a page needs
 * first: it is loaded with the first words.
 */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly injector = inject(Injector);
  private readonly announcements = new Announcements((text) => void this.speak(text));

  /** At most every few seconds, and then of everything only the latest. */
  say(about: string, text: string): void {
    this.announcements.say(about, text);
  }

  drop(about: string): void {
    this.announcements.drop(about);
  }

  /** Politely. Where the code cannot be loaded nothing is said: that it is cut off, the page shows by itself. */
  private async speak(text: string): Promise<void> {
    const accessibility = await import('@angular/cdk/a11y').catch(() => null);
    if (accessibility) await this.injector.get(accessibility.LiveAnnouncer).announce(text, 'polite');
  }
}
