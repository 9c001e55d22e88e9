import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { AccountStatement } from '../statement/account-statement.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import type { BreakdownData } from './breakdown.js';
import { BreakdownByDay } from './breakdown-by-day.js';
import { BreakdownByModel } from './breakdown-by-model.js';
import { BreakdownByState } from './breakdown-by-state.js';

const WORDS = {
  total: {
    title: $localize`Total Tokens`,
    subtitle: $localize`What is available and what is held, by model`,
  },
  available: { title: $localize`Available Tokens`, subtitle: $localize`Ready for use, by model` },
  used: { title: $localize`Used This Month`, subtitle: $localize`Since the first of the month` },
  allocations: {
    title: $localize`Active Allocations`,
    subtitle: $localize`Models with tokens, or without a limit`,
  },
} as const;

/** What a figure at the top of the page is the sum of; as live as the page itself. */
@Component({
  selector: 'tl-breakdown-sheet',
  imports: [BreakdownByDay, BreakdownByModel, BreakdownByState, SheetFrame],
  template: `
    <tl-sheet-frame [heading]="words.title" [subtitle]="words.subtitle">
      @if (balance(); as balance) {
        @if (of === 'allocations') {
          <tl-breakdown-by-state [balance]="balance" />
        } @else {
          <tl-breakdown-by-model [of]="of" [balance]="balance" />
        }
      }
      @if (of === 'used' && days(); as days) {
        <tl-breakdown-by-day [days]="days" />
      }
    </tl-sheet-frame>
  `,
  styles: ':host { display: grid; max-height: inherit; }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BreakdownSheet {
  private readonly statement = inject(AccountStatement);
  protected readonly of = inject<BreakdownData>(MAT_DIALOG_DATA).of;
  protected readonly words = WORDS[this.of];
  protected readonly balance = computed(() => this.statement.balance.value());
  protected readonly days = computed(() => this.statement.days.value());
}
