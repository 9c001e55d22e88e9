import { DOCUMENT, Injectable, Injector, afterNextRender, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { pages } from '#libs/contract/routes';
import type { Place } from './places.js';
import { SectionInView } from './section-in-view.js';

/** Which page is shown. A new one begins at its top, and the focus is in it. */
@Injectable()
export class PageShown {
  private readonly router = inject(Router);
  private readonly sections = inject(SectionInView);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private wantedSection: string | null = null;
  private readonly shownPath = signal(pathOf(this.router.url));

  readonly path = this.shownPath.asReadonly();

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationEnd) this.arriveAt(pathOf(event.urlAfterRedirects));
    });
  }

  /** For `aria-current`. A purchase belongs to the store, where it was made. */
  currentOf({ page, section }: Place): 'page' | 'true' | null {
    const path = this.path();
    if (path !== page && !path.startsWith(`${page}/`)) return null;
    if (page !== pages.dashboard) return 'page';
    return this.sections.current() === section ? 'true' : null;
  }

  /** Sections are no addresses of their own: their link leads to the page, and this goes on from there. */
  goTo({ page, section }: Place, click: MouseEvent): void {
    const isElsewhere = click.ctrlKey || click.metaKey || click.shiftKey; // another tab or window
    if (page !== pages.dashboard || isElsewhere) return;
    if (this.path() === page) this.sections.goTo(section);
    else this.wantedSection = section;
  }

  private arriveAt(path: string): void {
    if (path === this.path()) return;
    const isBack = this.router.currentNavigation()?.trigger === 'popstate';
    this.shownPath.set(path);
    this.document.getElementById('content')?.focus({ preventScroll: true });
    // Going back, the browser itself returns to where the page had been scrolled to.
    if (!isBack) this.document.defaultView?.scrollTo({ top: 0, behavior: 'instant' });
    const section = this.wantedSection;
    this.wantedSection = null;
    if (section !== null) afterNextRender(() => this.sections.goTo(section), { injector: this.injector });
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}
