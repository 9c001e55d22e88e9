import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { UsageByPeriod } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { readableAmount, readableCount } from '../amounts/amount-text.js';
import type { ChartBar } from '../charts/chart-data.js';
import { dayIn } from '../time/calendar-day.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { SegmentChoice } from '../ui/segment-choice.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { UsageChart } from './usage-chart.js';
import { usageChart } from './usage-chart-data.js';
import { addressOf, problemsOf, type UsageFilter } from './usage-filter.js';
import { UsageSums } from './usage-sums.js';
import { addressOfView, type UsageView } from './usage-view.js';

/** What the filter finds, over time. What draws it is loaded when it is there to be drawn. */
@Component({
  selector: 'tl-usage-chart-panel',
  imports: [SegmentChoice, Skeleton, TroubleNotice, UsageChart],
  providers: [UsageSums],
  templateUrl: './usage-chart-panel.html',
  styleUrl: './usage-chart-panel.css',
  host: { role: 'group', 'aria-labelledby': 'usage-chart-title' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageChartPanel {
  readonly filter = input.required<UsageFilter>();
  readonly view = input.required<UsageView>();
  /** Another when something was used: then it is summed again, in place. */
  readonly newest = input<string | null>(null);
  /** How else it is to be looked at. */
  readonly look = output<Partial<UsageView>>();

  protected readonly sums = inject(UsageSums);
  private readonly router = inject(Router);
  private readonly clock = inject(ViewerClock);
  protected readonly zone = this.clock.zone;
  private readonly today = computed(() => dayIn(this.zone, new Date(this.clock.now())));
  private readonly by = computed(() => this.view().by);
  private readonly split = computed(() => this.view().split);
  /** What was asked for is said; what changes by itself is not. */
  protected readonly isSaid = linkedSignal({
    source: () => [this.filter(), this.by(), this.split()],
    computation: () => true,
  });

  protected readonly periods = [
    { value: 'day', name: $localize`Day` },
    { value: 'week', name: $localize`Week` },
    { value: 'month', name: $localize`Month` },
  ] as const;
  protected readonly splits = [
    { value: 'model', name: $localize`Model` },
    { value: 'feature', name: $localize`Feature` },
  ] as const;
  protected readonly words = computed(() => {
    const title = {
      day: $localize`Usage by day`,
      week: $localize`Usage by week`,
      month: $localize`Usage by month`,
    };
    const period = this.periods.find(({ value }) => value === this.by())?.name ?? '';
    return { title: title[this.by()], period };
  });
  protected readonly data = computed(() => {
    const found = this.sums.found.value();
    if (!found) return null;
    const { at } = this.view();
    const { from, to } = this.filter();
    return usageChart(found, {
      ...{ by: this.by(), asked: { from, to }, today: this.today(), at },
      hrefOf: (start) => this.addressAt(start === at ? '' : start),
    });
  });
  protected readonly isIncomplete = computed(
    () => this.data()?.bars.some((bar) => bar.isIncomplete) ?? false,
  );

  constructor() {
    effect(() => {
      this.filter();
      this.by();
      this.split();
      untracked(() => this.sum());
    });
    let before: string | null = null;
    effect(() => {
      const newest = this.newest();
      if (before !== null && newest !== before) {
        this.isSaid.set(false);
        untracked(() => this.sum());
      }
      before = newest;
    });
  }

  private sum(): void {
    const filter = this.filter();
    if (Object.keys(problemsOf(filter)).length === 0) void this.sums.find(filter, this.view());
  }

  protected tokensOf({ total }: UsageByPeriod): string {
    return readableAmount(total.tokens);
  }

  protected usesOf({ total }: UsageByPeriod): string {
    return readableCount(total.operations);
  }

  /** The chosen one is let go of. */
  protected choose({ key, isChosen }: ChartBar): void {
    this.look.emit({ at: isChosen ? '' : key });
  }

  private addressAt(at: string): string {
    const queryParams = { ...addressOf(this.filter()), ...addressOfView({ ...this.view(), at }) };
    return this.router.serializeUrl(this.router.createUrlTree([pages.usage], { queryParams }));
  }
}
