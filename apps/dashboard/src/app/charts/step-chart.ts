import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { MICRO_TOKENS_PER_TOKEN, microTokens, type TokenAmount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { amountAxis } from './amount-axis.js';
import { heightOf, pointAt, stepArea, stepLine } from './step-path.js';

export interface StepPoint {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly value: TokenAmount;
  /** On top of it. */
  readonly above: TokenAmount;
  /** All that there is to know of the point, in a line. */
  readonly words: string;
}

export interface TimeMark {
  /** Percent of the width. */
  readonly x: number;
  readonly text: string;
}

/** How something changed over time, from zero. A reader goes from point to point by arrow keys, pointer or touch. */
@Component({
  selector: 'tl-step-chart',
  templateUrl: './step-chart.html',
  styleUrl: './step-chart.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StepChart {
  readonly label = input.required<string>();
  readonly points = input.required<readonly StepPoint[]>();
  readonly marks = input.required<readonly TimeMark[]>();
  /** Which point is looked at. */
  readonly selected = model.required<number>();

  protected readonly axis = computed(() => amountAxis(highest(this.points())));
  protected readonly ticks = computed(() =>
    this.axis().ticks.map((tick) => ({ y: heightOf(tick, this.axis().top), text: readableAmount(tick) })),
  );
  private readonly xs = computed(() => placesOf(this.points()));
  protected readonly line = computed(() => this.plotted(({ value }) => value));
  private readonly upper = computed(() => this.plotted(({ value, above }) => value + above));
  protected readonly paths = computed(() => ({
    line: stepLine(this.line()),
    area: stepArea(this.line()),
  }));
  protected readonly abovePaths = computed(() =>
    this.points().some(({ above }) => above > 0n)
      ? { line: stepLine(this.upper()), area: stepArea(this.upper()) }
      : null,
  );
  protected readonly cursor = computed(() => this.line()[this.selected()] ?? { x: 100, y: 0 });
  protected readonly words = computed(() => this.points()[this.selected()]?.words ?? '');

  protected move(event: PointerEvent): void {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect(); // the listener is the plot's
    this.selected.set(pointAt(this.line(), ((event.clientX - left) / width) * 100));
  }

  protected step(event: KeyboardEvent): void {
    const last = this.points().length - 1;
    const page = Math.max(1, Math.round(last / 10));
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: this.selected() - 1,
      ArrowDown: this.selected() - 1,
      ArrowRight: this.selected() + 1,
      ArrowUp: this.selected() + 1,
      PageDown: this.selected() - page,
      PageUp: this.selected() + page,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.selected.set(Math.min(last, Math.max(0, to)));
  }

  private plotted(valueOf: (point: StepPoint) => bigint) {
    const [axis, xs] = [this.axis(), this.xs()];
    return this.points().map((point, index) => ({
      x: xs[index] ?? 0,
      y: heightOf(valueOf(point), axis.top),
    }));
  }
}

/** One token where there is nothing: an axis has some height. */
function highest(points: readonly StepPoint[]): TokenAmount {
  const most = points.reduce((max, { value, above }) => (value + above > max ? value + above : max), 0n);
  return microTokens(most === 0n ? MICRO_TOKENS_PER_TOKEN : most);
}

function placesOf(points: readonly StepPoint[]): readonly number[] {
  const [first, last] = [points.at(0)?.at ?? 0, points.at(-1)?.at ?? 0];
  return points.map(({ at }) => (last > first ? ((at - first) / (last - first)) * 100 : 100));
}
