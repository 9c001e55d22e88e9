import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { BalancePoint } from '#libs/contract';
import { amount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { StepChart, type StepPoint, type TimeMark } from '../charts/step-chart.js';
import { dayIn, shortDay } from '../time/calendar-day.js';
import { momentText, timeText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { balanceSteps, type BalanceStepRow } from './balance-steps.js';

const MARKS = 4;
const TWO_DAYS_MS = 2 * 86_400_000;

/** What there was at every moment: as a line, in figures, and in a table. */
@Component({
  selector: 'tl-balance-over-time',
  imports: [Amount, ScrollEdge, StepChart],
  templateUrl: './balance-over-time.html',
  styleUrl: './balance-over-time.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BalanceOverTime {
  /** As it is called on the page. */
  readonly name = input.required<string>();
  readonly points = input.required<readonly BalancePoint[]>();
  protected readonly zone = inject(ViewerClock).zone;

  protected readonly rows = computed(() =>
    balanceSteps(this.points()).map((row) => ({ ...row, moment: momentText(row.at, this.zone) })),
  );
  /** There is no balance to follow without a limit: what is shown is what was used. */
  protected readonly isUnlimited = computed(() => this.points().at(-1)?.unlimited ?? false);
  protected readonly label = computed(() =>
    this.isUnlimited()
      ? $localize`Used of ${this.name()}:model:, over time`
      : $localize`Available of ${this.name()}:model:, over time`,
  );
  protected readonly plotted = computed<readonly StepPoint[]>(() =>
    this.rows().map((row) => ({
      at: Date.parse(row.at),
      value: amount(this.isUnlimited() ? row.usedSoFar : row.available),
      above: amount(this.isUnlimited() ? '0' : row.held),
      words: this.wordsOf(row),
    })),
  );
  protected readonly hasHeld = computed(() => this.plotted().some(({ above }) => above > 0n));
  protected readonly marks = computed(() => marksOf(this.plotted(), this.zone));
  private readonly length = computed(() => this.rows().length);
  /** The end, until somebody looks at another point; and again when there are more or fewer, not when the end moves. */
  protected readonly selected = linkedSignal({
    source: this.length,
    computation: (length) => length - 1,
  });
  protected readonly shown = computed(() => this.rows()[this.selected()] ?? null);

  private wordsOf(row: BalanceStepRow & { readonly moment: string }): string {
    const { moment } = row;
    if (this.isUnlimited())
      return $localize`${moment}:moment:: ${readableAmount(row.usedSoFar)}:tokens: used`;
    const available = readableAmount(row.available);
    return row.held === '0'
      ? $localize`${moment}:moment:: ${available}:tokens: available`
      : $localize`${moment}:moment:: ${available}:tokens: available, ${readableAmount(row.held)}:held: held`;
  }
}

function marksOf(points: readonly StepPoint[], zone: string): readonly TimeMark[] {
  const [first, last] = [points.at(0)?.at ?? 0, points.at(-1)?.at ?? 0];
  const isShort = last - first < TWO_DAYS_MS;
  return Array.from({ length: MARKS + 1 }, (_, index) => {
    const at = new Date(first + ((last - first) * index) / MARKS);
    const text = isShort ? timeText(at.toISOString(), zone) : shortDay(dayIn(zone, at));
    return { x: (100 * index) / MARKS, text: index === MARKS ? $localize`Now` : text };
  });
}
