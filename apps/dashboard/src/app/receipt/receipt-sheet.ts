import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { ZERO, amount, formatAmount, subtract } from '#libs/ledger/tokens';
import { LucideInfinity } from '@lucide/angular';
import { grantName } from '../allocations/grant-name.js';
import { readablePosition } from '../amounts/amount-text.js';
import { AccountStatement } from '../statement/account-statement.js';
import { dayText, exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { AddsUp } from '../ui/adds-up.js';
import { Amount } from '../ui/amount.js';
import { CopyButton } from '../ui/copy-button.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import type { ReceiptData } from './receipt-data.js';
import { receiptAddsUp } from './receipt-equation.js';
import { unitsText } from '../languages/unit-words.js';

/** One use of tokens, with everything that is needed to add it up again. */
@Component({
  selector: 'tl-receipt-sheet',
  imports: [AddsUp, Amount, CopyButton, LucideInfinity, SheetFrame],
  templateUrl: './receipt-sheet.html',
  styleUrl: './receipt-sheet.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReceiptSheet {
  protected readonly receipt = inject<ReceiptData>(MAT_DIALOG_DATA);
  private readonly statement = inject(AccountStatement);
  private readonly zone = inject(ViewerClock).zone;

  protected readonly subtitle = $localize`${this.receipt.featureName}:feature: on ${this.receipt.modelName}:model:`;
  protected readonly when = exactMomentText(this.receipt.consumedAt, this.zone);
  protected readonly units = unitsText(this.receipt.units, this.receipt.unit);
  protected readonly tokens = unitsText(this.receipt.tokens, 'token');
  protected readonly taken = formatAmount(subtract(ZERO, amount(this.receipt.tokens)));
  protected readonly addsUp = receiptAddsUp(this.receipt);
  protected readonly position = readablePosition(this.receipt.position);
  protected readonly drawn = computed(() =>
    this.receipt.drawn.map(({ grantId, tokens }) => ({ grantId, tokens, ...this.describe(grantId) })),
  );

  private describe(grantId: string): { name: string; since: string | null } {
    const allocations = this.statement.balance.value()?.allocations ?? [];
    const grant = allocations.flatMap(({ grants }) => grants).find((each) => each.grantId === grantId);
    if (!grant) return { name: $localize`A grant that is used up by now`, since: null };
    return { name: grantName(grant), since: dayText(grant.grantedAt, this.zone) };
  }
}
