import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { UsageEntry } from '#libs/contract';
import { LucideInfinity } from '@lucide/angular';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { RowWindow } from '../ui/row-window.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { NoUsage } from './no-usage.js';

/** What used the tokens, newest first. Every row opens its receipt. */
@Component({
  selector: 'tl-usage-history',
  imports: [Amount, LucideInfinity, NoUsage, ScrollEdge],
  templateUrl: './usage-history.html',
  styleUrl: './usage-history.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageHistory {
  readonly entries = input.required<readonly UsageEntry[]>();
  /** For the caption: which uses these are. */
  readonly caption = input($localize`Usage history: the last 50 uses, newest first`);
  /** It grows as one scrolls: names that are too long for a line are cut. */
  readonly isLong = input(false);
  /** Than the entries that are there. */
  readonly hasMore = input(false);
  /** Says what was reversed, and offers to reverse the rest to whoever may. */
  readonly forCorrection = input<'no' | 'told' | 'offered'>('no');
  readonly choose = output<UsageEntry>();
  readonly reverse = output<UsageEntry>();
  /** The end of what is there will soon be in view. */
  readonly nearEnd = output();

  private readonly zone = inject(ViewerClock).zone;
  protected readonly columns = computed(() => ({ no: 4, told: 5, offered: 6 })[this.forCorrection()]);
  private readonly body = viewChild<ElementRef<HTMLElement>>('body');
  protected readonly window = new RowWindow({
    body: this.body,
    count: computed(() => this.entries().length),
  });

  constructor() {
    effect(() => {
      if (this.isLong() && this.hasMore() && this.entries().length > 0 && this.window.isNearEnd())
        this.nearEnd.emit();
    });
  }

  protected dateOf(entry: UsageEntry): string {
    return momentText(entry.consumedAt, this.zone);
  }

  protected keyOf(index: number): string {
    const entry = this.entries()[index];
    return entry ? entry.position + entry.operationId : '';
  }
}
