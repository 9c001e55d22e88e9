import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { AccountStatement } from '../statement/account-statement.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import type { ReceiptData } from './receipt-data.js';
import { receiptTitle } from './receipt-title.js';
import { ReceiptView } from './receipt-view.js';

/** The receipt of a use of one's own. */
@Component({
  selector: 'tl-receipt-sheet',
  imports: [ReceiptView, SheetFrame],
  template: `
    <tl-sheet-frame heading="Receipt" i18n-heading [subtitle]="subtitle">
      <tl-receipt-view [receipt]="receipt" [allocations]="allocations()" />
    </tl-sheet-frame>
  `,
  styles: `
    :host {
      display: grid;
      max-height: inherit;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReceiptSheet {
  protected readonly receipt = inject<ReceiptData>(MAT_DIALOG_DATA);
  private readonly statement = inject(AccountStatement);
  protected readonly subtitle = receiptTitle(this.receipt);
  protected readonly allocations = computed(() => this.statement.balance.value()?.allocations ?? []);
}
