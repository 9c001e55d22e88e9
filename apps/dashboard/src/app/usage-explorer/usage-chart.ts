import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ChartBar, ChartData } from '../charts/chart-data.js';
import { ChartTable } from '../charts/chart-table.js';
import { StackedBars } from '../charts/stacked-bars.js';

/** Drawn, or in figures: as high either way. */
@Component({
  selector: 'tl-usage-chart',
  imports: [ChartTable, StackedBars],
  template: `
    @if (asTable()) {
      <tl-chart-table
        [data]="data()"
        [label]="label()"
        [periodLabel]="periodLabel()"
        (choose)="choose.emit($event)"
      />
    } @else {
      <tl-stacked-bars [data]="data()" [label]="label()" (choose)="choose.emit($event)" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: 100% / minmax(0, 1fr);
      height: 100%;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageChart {
  readonly data = input.required<ChartData>();
  readonly label = input.required<string>();
  readonly periodLabel = input.required<string>();
  readonly asTable = input.required<boolean>();
  readonly choose = output<ChartBar>();
}
