import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A grey shape where content will be. Seen only when loading takes longer than a blink. */
@Component({
  selector: 'tl-skeleton',
  template: '',
  host: { 'aria-hidden': 'true', '[style.inline-size]': 'width()', '[style.block-size]': 'height()' },
  styles: `
    :host {
      display: block;
      max-width: 100%;
      border-radius: var(--radius-small);
      background: var(--track);
      opacity: 0;
      animation: appear 1.6s 150ms ease-in-out infinite alternate;
    }
    @keyframes appear {
      from {
        opacity: 0.55;
      }
      to {
        opacity: 1;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      :host {
        animation: none;
        opacity: 1;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('16px');
}
