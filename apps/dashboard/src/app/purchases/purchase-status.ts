import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { PurchaseStatus } from '#libs/contract';
import { LucideCircleCheck, LucideCircleX, LucideClock, LucideTimerOff } from '@lucide/angular';

const WORDS: Record<PurchaseStatus, string> = {
  completed: $localize`Completed`,
  pending: $localize`Pending`,
  failed: $localize`Failed`,
  expired: $localize`Expired`,
};

@Component({
  selector: 'tl-purchase-status',
  imports: [LucideCircleCheck, LucideCircleX, LucideClock, LucideTimerOff],
  template: `
    @switch (status()) {
      @case ('completed') {
        <svg lucideCircleCheck [size]="15"></svg>
      }
      @case ('pending') {
        <svg lucideClock [size]="15"></svg>
      }
      @case ('failed') {
        <svg lucideCircleX [size]="15"></svg>
      }
      @case ('expired') {
        <svg lucideTimerOff [size]="15"></svg>
      }
    }
    {{ words[status()] }}
  `,
  host: { '[class]': 'status()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      vertical-align: top;
      color: var(--ink-soft);
      font-weight: 550;
      white-space: nowrap;
    }
    :host(.completed) {
      color: var(--good);
    }
    :host(.pending) {
      color: var(--warning);
    }
    :host(.failed) {
      color: var(--critical);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PurchaseStatusBadge {
  readonly status = input.required<PurchaseStatus>();
  protected readonly words = WORDS;
}
