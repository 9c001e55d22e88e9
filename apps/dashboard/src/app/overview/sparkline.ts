import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { DayUsage } from '../statement/month-usage.js';

const HEIGHT = 32;
const STEP = 5;
const BAR = 3;

/** A bar a day from zero; today stands out, since it is not over. The days themselves are a tap away. */
@Component({
  selector: 'tl-sparkline',
  template: `
    <svg [attr.viewBox]="'0 0 ' + width() + ' ' + height" preserveAspectRatio="none" aria-hidden="true">
      @for (bar of bars(); track bar.x) {
        <rect
          [attr.x]="bar.x"
          [attr.y]="height - bar.height"
          [attr.width]="barWidth"
          [attr.height]="bar.height"
          [class.today]="bar.isToday"
          [class.none]="bar.isEmpty"
        />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 32px;
    }
    rect {
      fill: var(--chart);
    }
    .none {
      fill: var(--line-strong);
    }
    .today {
      fill: var(--accent);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sparkline {
  readonly days = input.required<readonly DayUsage[]>();
  protected readonly height = HEIGHT;
  protected readonly barWidth = BAR;
  protected readonly width = computed(() => this.days().length * STEP - (STEP - BAR));
  protected readonly bars = computed(() =>
    this.days().map(({ heightPerMille, isToday, tokens }, index) => ({
      x: index * STEP,
      height: Math.max(1, (heightPerMille * HEIGHT) / 1_000),
      isToday,
      isEmpty: tokens === '0',
    })),
  );
}
