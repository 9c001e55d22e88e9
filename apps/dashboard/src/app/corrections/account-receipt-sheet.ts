import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { UsageEntry } from '#libs/contract';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { receiptTitle } from '../receipt/receipt-title.js';
import { ReceiptView } from '../receipt/receipt-view.js';
import { CurrentSession } from '../session/current-session.js';
import { SheetFrame } from '../ui/sheet-frame.js';

/** The receipt of a use of somebody else. It closes with `reverse` where that is asked for. */
@Component({
  selector: 'tl-account-receipt-sheet',
  imports: [ReceiptView, SheetFrame],
  template: `
    <tl-sheet-frame heading="Receipt" i18n-heading [subtitle]="subtitle">
      <tl-receipt-view [receipt]="receipt" [allocations]="account.allocations()">
        @if (isReversible) {
          <button i18n type="button" class="button" (click)="dialog.close('reverse')">Reverse…</button>
        }
      </tl-receipt-view>
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
export class AccountReceiptSheet {
  protected readonly receipt = inject<UsageEntry>(MAT_DIALOG_DATA);
  protected readonly account = inject(LookedAfterAccount);
  protected readonly dialog = inject(MatDialogRef);
  protected readonly isReversible =
    inject(CurrentSession).isAdministrator() && this.receipt.reversed !== this.receipt.tokens;
  protected readonly subtitle = receiptTitle(this.receipt);
}
