import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { ZERO } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { perMille } from '../amounts/proportion.js';
import { amountAxis } from './amount-axis.js';
import { CHARACTER_WIDTH, draw, labelStep, PLOT_HEIGHT, PLOT_TOP, yOf } from './bar-geometry.js';
import { BarFacts } from './bar-facts.js';
import { factsOf, spoken } from './facts-of.js';
import type { ChartBar, ChartData } from './chart-data.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { SeriesLabels } from './series-labels.js';

const LABELS_FROM_WIDTH = 640;
const LABELS_WIDTH = 184;
let charts = 0;

/**
 * Bars over time, each divided into series. One of them is in the tab order; arrows, Home and End go to the others.
 * Whoever looks reads the same facts in the card beside a bar as its label says.
 */
@Component({
  selector: 'tl-stacked-bars',
  imports: [BarFacts, ScrollEdge, SeriesLabels],
  templateUrl: './stacked-bars.html',
  styleUrl: './stacked-bars.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StackedBars {
  readonly data = input.required<ChartData>();
  /** What the chart shows, for those who do not see it. */
  readonly label = input.required<string>();
  readonly choose = output<ChartBar>();

  protected readonly stripes = `chart-stripes-${(charts += 1)}`;
  protected readonly svgHeight = PLOT_TOP + PLOT_HEIGHT + 26;
  protected readonly floor = yOf(0);
  protected readonly plotHeight = PLOT_HEIGHT;
  protected readonly plotTop = PLOT_TOP;

  private readonly host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly width = signal(0);
  private readonly scrolled = signal(0);

  private readonly axis = computed(() => {
    const amounts = this.data().bars.map(({ tokens }) => tokens);
    return amountAxis(amounts.reduce((a, b) => (a > b ? a : b), ZERO));
  });
  protected readonly ticks = computed(() => {
    const { ticks } = this.axis();
    return ticks.map((tick, index) => ({
      text: readableAmount(tick),
      y: yOf((index * 1_000) / (ticks.length - 1)),
    }));
  });
  protected readonly gutter = computed(
    () => 12 + Math.max(...this.ticks().map(({ text }) => text.length)) * CHARACTER_WIDTH,
  );
  protected readonly isWide = computed(() => this.width() >= LABELS_FROM_WIDTH);
  private readonly room = computed(() =>
    Math.max(0, this.width() - this.gutter() - (this.isWide() ? LABELS_WIDTH : 0)),
  );
  protected readonly spoken = computed(() => {
    const { bars, series } = this.data();
    return bars.map((bar) => spoken(factsOf(bar, series)));
  });
  protected readonly drawing = computed(() => draw(this.data(), this.axis().top, this.room()));
  /** Counted from the newest, which has a label always. */
  protected readonly labelled = computed(() => {
    const { bars, pitch } = this.drawing();
    const step = labelStep(
      pitch,
      bars.map(({ bar }) => bar.label),
    );
    return bars.map(
      ({ bar, column }, index) =>
        (bars.length - 1 - index) % step === 0 &&
        (index === bars.length - 1 || column + pitch / 2 >= (bar.label.length * CHARACTER_WIDTH) / 2),
    );
  });

  /** The one in the tab order. */
  protected readonly current = linkedSignal(() => {
    const { bars } = this.data();
    const chosen = bars.findIndex(({ isChosen }) => isChosen);
    return chosen === -1 ? bars.length - 1 : chosen;
  });
  /** Whose facts are shown. */
  protected readonly shown = signal<number | null>(null);
  protected readonly facts = computed(() => {
    const shown = this.shown();
    const drawn = shown === null ? undefined : this.drawing().bars[shown];
    if (!drawn) return null;
    const middle = this.gutter() + drawn.column + this.drawing().pitch / 2 - this.scrolled();
    const isLeft = middle > this.width() / 2;
    return { facts: factsOf(drawn.bar, this.data().series), middle, isLeft };
  });

  /** Of the parts of the newest bar that has any; what it has no part of stands upon the part before. */
  protected readonly middles = computed(() => {
    const { bars, series } = this.data();
    const newest = bars.findLast(({ tokens }) => tokens > 0n);
    let below = 0n;
    return series.map((_, index) => {
      const part = newest?.parts[index] ?? 0n;
      below += part;
      return yOf(perMille(below * 2n - part, this.axis().top * 2n));
    });
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(() => this.width.set(this.host.clientWidth));
      observer.observe(this.host);
      destroyed.onDestroy(() => observer.disconnect());
    });
    // The newest is what one comes for.
    afterRenderEffect(() => {
      const { width } = this.drawing();
      const scroller = this.scroller()?.nativeElement;
      if (scroller) scroller.scrollLeft = width;
    });
  }

  protected follow(): void {
    this.scrolled.set(this.scroller()?.nativeElement.scrollLeft ?? 0);
  }

  protected move(event: KeyboardEvent): void {
    const last = this.data().bars.length - 1;
    const places: Record<string, number> = {
      ArrowLeft: Math.max(0, this.current() - 1),
      ArrowRight: Math.min(last, this.current() + 1),
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (event.key === 'Escape') this.shown.set(null);
    if (place === undefined) return;
    event.preventDefault();
    this.current.set(place);
    this.host.querySelectorAll<SVGAElement>('.bar')[place]?.focus();
  }

  /** The newest label ends with its bar where half of it would be cut. */
  protected lastAnchor(): 'middle' | 'end' {
    const { bars, pitch } = this.drawing();
    return ((bars.at(-1)?.bar.label.length ?? 0) * CHARACTER_WIDTH) / 2 > pitch / 2 ? 'end' : 'middle';
  }

  protected fromEnd(middle: number): number {
    return this.width() - middle + 16;
  }

  /** With a key held down it is opened elsewhere, as every link is. */
  protected follows(event: MouseEvent, bar: ChartBar): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.choose.emit(bar);
  }
}
