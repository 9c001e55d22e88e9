import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { UsageEntry } from '#libs/contract';
import { LucideDownload, LucideX } from '@lucide/angular';
import type { ReceiptData } from '../receipt/receipt-data.js';
import { SelectField } from '../ui/select-field.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { UsageHistory } from '../usage-history/usage-history.js';
import { FilteredUsage } from './filtered-usage.js';
import { UsageChartPanel } from './usage-chart-panel.js';
import { addressOf, EVERYTHING, parametersOf, problemsOf, type UsageFilter } from './usage-filter.js';
import { addressOfView, daysOf, titleOf, viewOf, type UsageView } from './usage-view.js';

const loadReceipt = async () => (await import('../receipt/receipt-sheet.js')).ReceiptSheet;

const ALL = { value: '', name: $localize`All` };

/** The whole history, filtered. The address holds the filter, so that it can be passed on and gone back to. */
@Component({
  selector: 'tl-usage-page',
  imports: [
    LucideDownload,
    LucideX,
    SelectField,
    Skeleton,
    TextField,
    TroubleNotice,
    UsageChartPanel,
    UsageHistory,
  ],
  providers: [FilteredUsage, Sheets],
  templateUrl: './usage.page.html',
  styleUrls: ['../ui/form-grid.css', './usage.page.css'],
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
  /** What is typed, until it is asked for. */
  protected readonly draft = linkedSignal(() => this.filter());
  protected readonly problems = computed(() => problemsOf(this.draft()));
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

  protected set(changes: Partial<UsageFilter>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
  }

  protected async find(): Promise<void> {
    if (Object.keys(this.problems()).length > 0) return;
    await this.go(this.draft(), { at: '' });
  }

  protected async showEverything(): Promise<void> {
    this.draft.set(EVERYTHING);
    await this.find();
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
