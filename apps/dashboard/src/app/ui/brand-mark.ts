import { ChangeDetectionStrategy, Component } from '@angular/core';

/** A tally: the oldest way to keep count. */
@Component({
  selector: 'tl-brand-mark',
  template: `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--accent)" />
    <path
      d="M9 9v14M14 9v14M19 9v14M24 9v14M6 21 27 11"
      fill="none"
      stroke="var(--on-accent)"
      stroke-width="2.25"
      stroke-linecap="round"
    />
  </svg>`,
  styles: ':host { display: inline-flex; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BrandMark {}
