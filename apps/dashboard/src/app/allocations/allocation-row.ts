import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Allocation } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideChevronDown, LucideInfinity } from '@lucide/angular';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ModelMark } from '../ui/model-mark.js';
import { AllocationDetails } from './allocation-details.js';
import { levelOf } from './level.js';
import { LevelWords } from './level-words.js';
import { RemainingBar } from './remaining-bar.js';

/** One allocation in a line; opened, where its tokens came from and went to. */
@Component({
  selector: 'tl-allocation-row',
  imports: [
    AllocationDetails,
    Amount,
    LevelWords,
    LucideChevronDown,
    LucideInfinity,
    ModelMark,
    RemainingBar,
    RouterLink,
  ],
  templateUrl: './allocation-row.html',
  styleUrl: './allocation-row.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AllocationRow {
  readonly allocation = input.required<Allocation>();
  protected readonly opened = signal(false);
  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');

  private readonly zone = inject(ViewerClock).zone;
  protected readonly level = computed(() => levelOf(this.allocation()));
  protected readonly detailsId = computed(() => `details-${this.allocation().model}`);
  protected readonly page = computed(() => [pages.allocations, this.allocation().model]);
  protected readonly expiry = computed(() => {
    const { expiresAt } = this.allocation();
    return expiresAt === null ? null : dayText(expiresAt, this.zone);
  });

  open(): void {
    this.opened.set(true);
    this.row().nativeElement.focus();
  }
}
