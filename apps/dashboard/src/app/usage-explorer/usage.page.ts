import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  type ElementRef,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import type { UsageEntry } from '#libs/contract';
import { LucideArrowUp, LucideDownload, LucideX } from '@lucide/angular';
import { readableCount } from '../amounts/amount-text.js';
import type { ReceiptData } from '../receipt/receipt-data.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { UsageHistory } from '../usage-history/usage-history.js';
import { FilteredUsage } from './filtered-usage.js';
import { UsageChartPanel } from './usage-chart-panel.js';
import { UsageFilterForm } from './usage-filter-form.js';
import { addressOf, parametersOf, problemsOf, type UsageFilter } from './usage-filter.js';
import { addressOfView, daysOf, titleOf, viewOf, type UsageView } from './usage-view.js';

const loadReceipt = async () => (await import('../receipt/receipt-sheet.js')).ReceiptSheet;

const ALL = { value: '', name: $localize`All` };

/** The whole history, filtered. The address holds the filter, so that it can be passed on and gone back to. */
@Component({
  selector: 'tl-usage-page',
  imports: [
    LucideArrowUp,
    LucideDownload,
    LucideX,
    Skeleton,
    TroubleNotice,
    UsageChartPanel,
    UsageFilterForm,
    UsageHistory,
  ],
  providers: [FilteredUsage, Sheets],
  templateUrl: './usage.page.html',
  styleUrl: './usage.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsagePage {
  /** Of the address. */
  readonly model = input('', { transform: textOf });
  readonly feature = input('', { transform: textOf });
  readonly from = input('', { transform: textOf });
  readonly to = input('', { transform: textOf });
  readonly min = input('', { transform: textOf });
  readonly max = input('', { transform: textOf });
  readonly operation = input('', { transform: textOf });
  readonly search = input('', { transform: textOf });
  readonly by = input('', { transform: textOf });
  readonly split = input('', { transform: textOf });
  readonly show = input('', { transform: textOf });
  readonly at = input('', { transform: textOf });

  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  protected readonly usage = inject(FilteredUsage);
  private readonly router = inject(Router);
  private readonly sheets = inject(Sheets);

  protected readonly filter = computed<UsageFilter>(() => ({
    model: this.model(),
    feature: this.feature(),
    from: this.from(),
    to: this.to(),
    min: this.min(),
    max: this.max(),
    operation: this.operation(),
    search: this.search(),
  }));
  protected readonly view = computed(() =>
    viewOf({ by: this.by(), split: this.split(), show: this.show(), at: this.at() }),
  );
  /** What the list shows, and files have: of the chosen bar only. */
  protected readonly listed = computed<UsageFilter>(() => {
    const { by, at } = this.view();
    return at === '' ? this.filter() : { ...this.filter(), ...daysOf(by, at, this.filter()) };
  });
  protected readonly chosenTitle = computed(() => (this.view().at === '' ? null : titleOf(this.listed())));
  protected readonly models = computed(() => [
    ALL,
    ...(this.usage.models.value()?.items ?? []).map(({ model, name }) => ({ value: model, name })),
  ]);
  protected readonly features = computed(() => [
    ALL,
    ...(this.usage.features.value()?.items ?? []).map(({ feature, name }) => ({ value: feature, name })),
  ]);
  protected readonly isFiltered = computed(() => Object.keys(addressOf(this.listed())).length > 0);
  protected readonly files = computed(() => {
    const filter = this.listed();
    if (Object.keys(problemsOf(filter)).length > 0) return [];
    return (['csv', 'json'] as const).map((format) => ({
      name: format.toUpperCase(),
      url: this.usage.exportUrl(format, parametersOf(filter)),
    }));
  });

  protected readonly newerText = computed(() => readableCount(this.usage.newer()));

  constructor() {
    void this.usage.models.refresh();
    void this.usage.features.refresh();
    this.sheets.prepare(loadReceipt);
    effect(() => {
      const filter = this.listed();
      if (Object.keys(problemsOf(filter)).length > 0) return;
      untracked(() => void this.usage.find(parametersOf(filter)));
    });
  }

  protected async find(filter: UsageFilter): Promise<void> {
    await this.go(filter, { at: '' });
  }

  /** Whoever asked for it is taken to where it stands. */
  protected async showNewer(): Promise<void> {
    await this.usage.showNewer();
    const list = this.list()?.nativeElement;
    list?.focus({ preventScroll: true });
    list?.scrollIntoView({ block: 'start' });
  }

  protected async look(changes: Partial<UsageView>): Promise<void> {
    await this.go(this.filter(), changes);
  }

  private async go(filter: UsageFilter, changes: Partial<UsageView>): Promise<void> {
    const queryParams = { ...addressOf(filter), ...addressOfView({ ...this.view(), ...changes }) };
    await this.router.navigate([], { queryParams });
  }

  protected async openReceipt(entry: UsageEntry): Promise<void> {
    await this.sheets.open<ReceiptData>(loadReceipt, entry);
  }
}

/** What the address does not have is not asked for. */
function textOf(value: string | undefined): string {
  return value ?? '';
}
