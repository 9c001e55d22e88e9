/** Scrolls smoothly unless the person asked for less motion, and moves the focus along. */
export function scrollToSection(document: Document, id: string): void {
  const calm = document.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', block: 'start' });
}
