import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import type { TopUp } from '#libs/contract';
import { LucideLoaderCircle } from '@lucide/angular';
import { readableAmount } from '../amounts/amount-text.js';
import { moneyText } from '../amounts/money-text.js';
import { RequestedAct } from '../http/requested-act.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { Billing } from '../subscriptions/billing.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import {
  canTopUp,
  checked,
  cooldownWords,
  COOLDOWNS,
  draftOf,
  modelsOf,
  priceOf,
  type TopUpDraft,
} from './top-up-form.js';

/** What is bought when, for at most how much. Saving turns it on, and ends a pause. */
@Component({
  selector: 'tl-top-up-form',
  imports: [LucideLoaderCircle, SelectField, TextField, TroubleNotice],
  templateUrl: './top-up-form.component.html',
  styleUrls: ['../ui/form-grid.css', './top-up-form.component.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopUpForm {
  readonly topUp = input.required<TopUp>();
  readonly done = output();
  private readonly billing = inject(Billing);
  private readonly catalog = inject(StoreCatalog);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  /** The usual ones, and what was set over the API. */
  protected readonly cooldowns = computed(() => {
    const set = this.topUp().settings?.cooldownMinutes ?? 0;
    const all = new Set([...COOLDOWNS.map(({ minutes }) => minutes), set]);
    return [...all].map((minutes) => ({ value: String(minutes), name: cooldownWords(minutes) }));
  });
  protected readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct(async () => {
    await this.catalog.refresh();
  });
  private readonly onSale = computed(() => (this.catalog.items() ?? []).filter(canTopUp));
  private readonly isCatalogThere = computed(() => this.catalog.items() !== null);
  /** What is typed stays, whatever is heard of the account meanwhile. */
  protected readonly draft = linkedSignal<boolean, TopUpDraft>({
    source: this.isCatalogThere,
    computation: () => draftOf(this.topUp(), this.onSale()),
  });
  protected readonly sold = computed(
    () => this.onSale().find(({ packageId }) => packageId === this.draft().packageId) ?? null,
  );
  protected readonly packages = computed(() => [
    ...(this.sold() ? [] : [{ value: '', name: $localize`Choose a package` }]),
    ...this.onSale().map(({ packageId, name }) => ({ value: packageId, name })),
  ]);
  protected readonly models = computed(() => {
    const sold = this.sold();
    return (sold ? modelsOf(sold) : []).map((model) => ({ value: model, name: this.catalog.nameOf(model) }));
  });
  protected readonly hasUnits = computed(() => this.sold()?.offer.kind === 'tokens');
  protected readonly price = computed(() => {
    const quoted = priceOf(this.draft(), this.sold());
    if (!quoted) return null;
    const tokens = quoted.items.find(({ model }) => model === this.draft().model)?.tokens;
    const money = moneyText(quoted.price);
    return tokens
      ? $localize`${money}:money: each time, for ${readableAmount(tokens)}:tokens: tokens`
      : $localize`${money}:money: each time`;
  });
  private readonly result = computed(() => checked(this.draft(), this.sold()));
  protected readonly problems = computed(() => {
    const result = this.result();
    return this.wasSubmitted() && 'problems' in result ? result.problems : {};
  });

  protected set(changes: Partial<TopUpDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected choosePackage(packageId: string): void {
    const sold = this.onSale().find((each) => each.packageId === packageId);
    const models = sold ? modelsOf(sold) : [];
    const { model, units } = this.draft();
    this.set({
      packageId,
      model: models.includes(model) ? model : (models[0] ?? ''),
      units: sold?.offer.kind === 'tokens' ? units : '1',
    });
  }

  protected async save(): Promise<void> {
    this.wasSubmitted.set(true);
    const result = this.result();
    if ('problems' in result) return this.focusFirstProblem();
    const settings = { ...result.settings, enabled: true };
    await this.requested.carryOut('save', async (key) => {
      await this.billing.setTopUp(settings, key);
      await this.billing.refresh();
      this.done.emit();
    });
  }

  private focusFirstProblem(): void {
    const focus = () => this.element.nativeElement.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    afterNextRender(focus, { injector: this.injector });
  }
}
