import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideCircleCheck, LucideCircleX, LucideLoaderCircle, LucideTimerOff } from '@lucide/angular';
import type { ProgressWords } from './progress-words.js';

/** The state once more as a sign, beside its words. */
@Component({
  selector: 'tl-stage-sign',
  imports: [LucideCircleCheck, LucideCircleX, LucideLoaderCircle, LucideTimerOff],
  template: `
    @switch (stage()) {
      @case ('completed') {
        <svg lucideCircleCheck [size]="22"></svg>
      }
      @case ('failed') {
        <svg lucideCircleX [size]="22"></svg>
      }
      @case ('expired') {
        <svg lucideTimerOff [size]="22"></svg>
      }
      @default {
        <svg lucideLoaderCircle [size]="22" class="turning"></svg>
      }
    }
  `,
  host: { '[class]': 'stage()', 'aria-hidden': 'true' },
  styles: `
    :host {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border-radius: 50%;
      background: var(--surface-hover);
      color: var(--ink-soft);
    }
    :host(.waiting),
    :host(.paid) {
      background: var(--accent-soft);
      color: var(--accent);
    }
    :host(.completed) {
      background: var(--good-soft);
      color: var(--good);
    }
    :host(.failed) {
      background: var(--critical-soft);
      color: var(--critical);
    }
    .turning {
      animation: turn 1.4s linear infinite;
    }
    @keyframes turn {
      to {
        rotate: 360deg;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StageSign {
  readonly stage = input.required<ProgressWords['stage']>();
}
