import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideHistory, LucideOctagonAlert, LucideShoppingBag, LucideSnowflake } from '@lucide/angular';
import { readableAmount } from '../amounts/amount-text.js';
import { LiveAccount } from '../live/live-account.js';
import { AccountStatement } from '../statement/account-statement.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { ModelMark } from '../ui/model-mark.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { ActiveHolds } from './active-holds.js';
import { AllocationDetails } from './allocation-details.js';
import { AllocationGauge } from './allocation-gauge.js';
import { AllocationStatement } from './allocation-statement.js';
import { BALANCE_RANGES, rangeCalled } from './balance-range.js';
import { BalanceOverTime } from './balance-over-time.js';
import { upToNow } from './balance-steps.js';
import { DepletionForecast } from './depletion-forecast.js';
import { RatesOfModel } from './rates-of-model.js';
import { ScheduledGrants } from './scheduled-grants.js';
import { SpendingLimits } from './spending-limits.js';

/** One allocation: what is there, where it came from, how it went, and how long it lasts. */
@Component({
  selector: 'tl-allocation-page',
  imports: [
    ActiveHolds,
    AllocationDetails,
    AllocationGauge,
    BalanceOverTime,
    DepletionForecast,
    LucideHistory,
    LucideOctagonAlert,
    LucideShoppingBag,
    LucideSnowflake,
    ModelMark,
    RatesOfModel,
    RouterLink,
    ScheduledGrants,
    Skeleton,
    SpendingLimits,
    TroubleNotice,
  ],
  providers: [AllocationStatement],
  templateUrl: './allocation.page.html',
  styleUrl: './allocation.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AllocationPage {
  /** Of the address. */
  readonly model = input.required<string>();
  readonly range = input<string>();

  protected readonly statement = inject(AccountStatement);
  protected readonly live = inject(LiveAccount);
  protected readonly more = inject(AllocationStatement);
  private readonly zone = inject(ViewerClock).zone;
  protected readonly pages = pages;
  protected readonly ranges = BALANCE_RANGES;

  protected readonly allocation = computed(
    () => this.statement.balance.value()?.allocations.find(({ model }) => model === this.model()) ?? null,
  );
  protected readonly chosen = computed(() => rangeCalled(this.range() ?? ''));
  protected readonly points = computed(() => {
    const points = this.more.history.value()?.points;
    const refreshedAt = this.live.refreshedAt();
    if (!points || refreshedAt === null) return points;
    return upToNow(points, this.allocation(), new Date(refreshedAt).toISOString());
  });
  protected readonly forecast = computed(() =>
    this.more.forecast.value()?.allocations.find(({ model }) => model === this.model()),
  );
  protected readonly freeze = computed(() => {
    const limits = this.more.limits.value();
    const freeze = limits?.models.find(({ model }) => model === this.model())?.freeze ?? limits?.freeze;
    return freeze ? { reason: freeze.reason, since: momentText(freeze.since, this.zone) } : null;
  });
  protected readonly overdrawn = computed(() => readableAmount(this.allocation()?.overdrawn ?? '0'));
  protected readonly featureNames = computed(
    () => new Map(this.statement.features.value()?.items.map(({ feature, name }) => [feature, name])),
  );

  constructor() {
    effect(() => {
      const [model, range] = [this.model(), this.chosen()];
      untracked(() => void this.more.show(model, range));
    });
    effect(() => {
      this.live.refreshedAt();
      untracked(() => void this.more.refresh());
    });
  }
}
