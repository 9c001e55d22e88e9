import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideCircleCheck, LucideTriangleAlert } from '@lucide/angular';

/** What this browser found when it did the sum again. */
@Component({
  selector: 'tl-adds-up',
  imports: [LucideCircleCheck, LucideTriangleAlert],
  template: `
    @if (ok()) {
      <svg lucideCircleCheck [size]="15"></svg><span>{{ words() }}</span>
    } @else {
      <svg lucideTriangleAlert [size]="15"></svg><span i18n>Does not add up. Please report this.</span>
    }
  `,
  host: { '[class.wrong]': '!ok()', class: 'small' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--good);
      font-weight: 550;
    }
    :host(.wrong) {
      color: var(--critical);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddsUp {
  readonly ok = input.required<boolean>();
  readonly words = input($localize`Adds up`);
}
