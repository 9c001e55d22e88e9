import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import type { UsageEntry } from '#libs/contract';
import { LucideInfinity } from '@lucide/angular';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
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
  readonly choose = output<UsageEntry>();
  private readonly zone = inject(ViewerClock).zone;

  protected dateOf(entry: UsageEntry): string {
    return momentText(entry.consumedAt, this.zone);
  }
}
