import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import type { Place } from './places.js';

/** Which page is shown. A new one begins at its top, and the focus is in it. */
@Injectable()
export class PageShown {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly shownPath = signal(pathOf(this.router.url));

  readonly path = this.shownPath.asReadonly();

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationEnd) this.arriveAt(pathOf(event.urlAfterRedirects));
    });
  }

  /** Also of the pages below it: a purchase belongs to the store, where it was made. */
  isAt({ page }: Place): boolean {
    const path = this.path();
    return path === page || path.startsWith(`${page}/`);
  }

  private arriveAt(path: string): void {
    if (path === this.path()) return;
    const isBack = this.router.currentNavigation()?.trigger === 'popstate';
    this.shownPath.set(path);
    this.document.getElementById('content')?.focus({ preventScroll: true });
    // Going back, the browser itself returns to where the page had been scrolled to.
    if (!isBack) this.document.defaultView?.scrollTo({ top: 0, behavior: 'instant' });
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}
