import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { readableAmount } from '../amounts/amount-text.js';
import { PLOT_HEIGHT, PLOT_TOP } from './bar-geometry.js';
import { toneOf, type ChartSeries } from './chart-data.js';
import { spread } from './spread.js';

/** Two lines of text. */
const LABEL_HEIGHT = 33;

/** Names the series: beside the newest bar where there is room, in the order in which they are stacked. */
@Component({
  selector: 'tl-series-labels',
  template: `
    <ul [class.strip]="middles() === null">
      @for (label of labels(); track label.key) {
        <li [style.top.px]="label.top">
          <span class="swatch" [style.background]="label.tone"></span>
          <span class="name" [title]="label.name">{{ label.name }}</span>
          <span class="small faint figures tokens">{{ label.tokens }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      position: relative;
      width: 184px;
      height: ${PLOT_TOP + PLOT_HEIGHT}px;
    }
    li {
      position: absolute;
      display: grid;
      grid-template-columns: 10px minmax(0, 1fr);
      column-gap: var(--space-2);
      align-items: center;
      inset-inline: var(--space-3) 0;
      height: ${LABEL_HEIGHT}px;
      line-height: 16px;
    }
    .swatch {
      width: 10px;
      height: 10px;
      border-radius: 2px;
    }
    .name {
      overflow: hidden;
      font-size: 13px;
      font-weight: 550;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .tokens {
      grid-column: 2;
    }
    ul.strip {
      display: flex;
      gap: var(--space-4);
      width: max-content;
      height: auto;
      padding: 6px 2px;
    }
    .strip li {
      position: static;
      display: flex;
      height: 20px;
    }
    .strip .name {
      max-width: 16ch;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SeriesLabels {
  readonly series = input.required<readonly ChartSeries[]>();
  /** Of what they name, the lowest first; null: all in one line. */
  readonly middles = input.required<readonly number[] | null>();

  protected readonly labels = computed(() => {
    const middles = this.middles();
    const placed = middles && spread(middles, LABEL_HEIGHT, PLOT_TOP + PLOT_HEIGHT - LABEL_HEIGHT / 2);
    return this.series().map((each, index) => ({
      key: each.key,
      name: each.name,
      tone: toneOf(each),
      tokens: readableAmount(each.tokens),
      top: placed ? (placed[index] ?? 0) - LABEL_HEIGHT / 2 : null,
    }));
  });
}
