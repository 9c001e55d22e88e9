import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { LucideListFilter, LucideX } from '@lucide/angular';
import { readableCount } from '../amounts/amount-text.js';
import { SelectField, type SelectOption } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { chipsOf, type FilterChip } from './filter-chips.js';
import { EVERYTHING, problemsOf, type UsageFilter } from './usage-filter.js';

/** Asks what of the usage is meant. On a phone it is folded, and what is set stands beside it, to be removed. */
@Component({
  selector: 'tl-usage-filter-form',
  imports: [LucideListFilter, LucideX, SelectField, TextField],
  templateUrl: './usage-filter-form.html',
  styleUrls: ['../ui/form-grid.css', './usage-filter-form.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageFilterForm {
  /** As it was asked for last. */
  readonly filter = input.required<UsageFilter>();
  readonly models = input.required<readonly SelectOption[]>();
  readonly features = input.required<readonly SelectOption[]>();
  /** Less than everything is shown, be it by something else. */
  readonly isNarrowed = input.required<boolean>();
  readonly find = output<UsageFilter>();

  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  /** Where it is folded at all. */
  protected readonly isOpen = signal(false);
  /** What is typed, until it is asked for. */
  protected readonly draft = linkedSignal(() => this.filter());
  protected readonly problems = computed(() => problemsOf(this.draft()));
  protected readonly chips = computed(() =>
    chipsOf(this.filter(), {
      model: nameIn(this.models(), this.filter().model),
      feature: nameIn(this.features(), this.filter().feature),
    }),
  );
  protected readonly count = computed(() => readableCount(this.chips().length));

  protected set(changes: Partial<UsageFilter>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
  }

  protected submit(): void {
    if (Object.keys(this.problems()).length > 0) return;
    this.find.emit(this.draft());
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.opener().nativeElement.focus();
  }

  protected showEverything(): void {
    this.draft.set(EVERYTHING);
    this.submit();
  }

  protected removalOf({ words }: FilterChip): string {
    return $localize`Remove the filter ${words}:filter:`;
  }

  /** Its button goes with it: the focus must not be lost. */
  protected remove({ field }: FilterChip): void {
    this.find.emit({ ...this.filter(), [field]: '' });
    this.opener().nativeElement.focus();
  }
}

function nameIn(choices: readonly SelectOption[], value: string): string {
  return choices.find((each) => each.value === value)?.name ?? value;
}
