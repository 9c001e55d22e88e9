import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { PLACES } from './places.js';

/** A section counts as seen once its top is above this share of the window. */
const READING_LINE = 0.4;

/** Goes to a section of the page, and knows which one is being read. */
@Injectable()
export class SectionInView {
  private readonly document = inject(DOCUMENT);
  private readonly section = signal<string | null>(null);
  readonly current = this.section.asReadonly();

  constructor() {
    const listening = new AbortController();
    inject(DestroyRef).onDestroy(() => listening.abort());
    const options = { passive: true, signal: listening.signal };
    this.document.addEventListener('scroll', () => this.section.set(this.sectionBeingRead()), options);
  }

  /** Scrolls smoothly unless the person asked for less motion, and moves the focus along. */
  goTo(section: string | null): void {
    const view = this.document.defaultView;
    if (!view) return;
    const calm = view.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const behavior = calm ? 'instant' : 'smooth';
    if (section === null) {
      view.scrollTo({ top: 0, behavior });
      return;
    }
    const target = this.document.getElementById(section);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ behavior, block: 'start' });
  }

  private sectionBeingRead(): string | null {
    const { scrollTop, scrollHeight, clientHeight } = this.document.documentElement;
    if (scrollTop === 0) return null;
    const sections = PLACES.flatMap(({ section }) => section ?? []).filter((id) =>
      this.document.getElementById(id),
    );
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - 2;
    if (isAtEnd) return sections.at(-1) ?? null;
    const passed = sections.filter((id) => this.topOf(id) <= clientHeight * READING_LINE);
    return passed.at(-1) ?? null;
  }

  private topOf(id: string): number {
    return this.document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
  }
}
