import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { readableAmount, readableCount } from '../amounts/amount-text.js';
import { toneOf, type ChartBar, type ChartData } from './chart-data.js';

/** The same as the chart, in figures: the newest first. */
@Component({
  selector: 'tl-chart-table',
  template: `
    <div class="scroller" role="region" tabindex="0" [attr.aria-label]="label()">
      <table class="ledger">
        <caption class="visually-hidden">
          {{
            label()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="sticky">{{ periodLabel() }}</th>
            @for (each of data().series; track each.key) {
              <th scope="col" class="number">
                <span class="swatch" [style.background]="toneOf(each)"></span>{{ each.name }}
              </th>
            }
            <th scope="col" class="number" i18n>All</th>
            <th scope="col" class="number" i18n>Uses</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.bar.key) {
            <tr [class.chosen]="row.bar.isChosen">
              <th scope="row" class="sticky">
                <a
                  [href]="row.bar.href"
                  [attr.aria-current]="row.bar.isChosen ? 'true' : null"
                  (click)="$event.preventDefault(); choose.emit(row.bar)"
                  >{{ row.bar.title }}</a
                >
                @if (row.bar.isIncomplete) {
                  <span class="small faint" i18n>so far</span>
                }
              </th>
              @for (part of row.parts; track $index) {
                <td class="number soft">{{ part }}</td>
              }
              <td class="number all">{{ row.tokens }}</td>
              <td class="number soft">{{ row.operations }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styleUrl: './chart-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartTable {
  readonly data = input.required<ChartData>();
  readonly label = input.required<string>();
  /** Over the first column: `Day` */
  readonly periodLabel = input.required<string>();
  readonly choose = output<ChartBar>();
  protected readonly toneOf = toneOf;
  protected readonly rows = computed(() =>
    this.data()
      .bars.toReversed()
      .map((bar) => ({
        bar,
        parts: bar.parts.map((part) => readableAmount(part)),
        tokens: readableAmount(bar.tokens),
        operations: readableCount(bar.operations),
      })),
  );
}
