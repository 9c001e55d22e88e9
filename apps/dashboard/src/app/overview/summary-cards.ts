import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Balance } from '#libs/contract';
import { readableAmount } from '../amounts/amount-text.js';
import type { BreakdownOf } from '../breakdown/breakdown.js';
import type { MonthUsage } from '../statement/month-usage.js';
import { Amount } from '../ui/amount.js';
import { Skeleton } from '../ui/skeleton.js';
import { availableNote, allocationsNote, totalNote } from './card-notes.js';
import { Sparkline } from './sparkline.js';

/** The four figures at the top. Each opens what it is the sum of. */
@Component({
  selector: 'tl-summary-cards',
  imports: [Amount, Skeleton, Sparkline],
  templateUrl: './summary-cards.html',
  styleUrl: './summary-cards.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SummaryCards {
  readonly balance = input.required<Balance | null>();
  readonly usage = input.required<MonthUsage | null>();
  readonly choose = output<BreakdownOf>();

  protected readonly cards = computed(() => {
    const balance = this.balance();
    if (!balance) return null;
    return [
      card('total', $localize`Total Tokens`, balance.total, totalNote(balance)),
      card('available', $localize`Available Tokens`, balance.available, availableNote(balance)),
      card('used', $localize`Used This Month`, balance.usedThisMonth, this.usage()?.comparison ?? ''),
      card(
        'allocations',
        $localize`Active Allocations`,
        `${balance.activeAllocations}`,
        allocationsNote(balance),
      ),
    ];
  });
  protected readonly placeholders = [
    $localize`Total Tokens`,
    $localize`Available Tokens`,
    $localize`Used This Month`,
    $localize`Active Allocations`,
  ];
}

/** A longer figure is set smaller, so that it stays on its line. */
function card(of: BreakdownOf, label: string, value: string, note: string) {
  return { of, label, value, note, characters: readableAmount(value).length };
}
