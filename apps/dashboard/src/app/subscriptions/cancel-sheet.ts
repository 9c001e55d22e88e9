import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import type { Subscription } from '#libs/contract';
import { RequestedAct } from '../http/requested-act.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { Billing } from './billing.js';
import { isInForce } from './subscription-words.js';

/** Says what cancelling means before it is done. */
@Component({
  selector: 'tl-cancel-sheet',
  imports: [MatDialogClose, SheetFrame, TroubleNotice],
  template: `
    <tl-sheet-frame heading="Cancel {{ subscription.planName }}?" i18n-heading>
      <div class="text">
        @if (isPaid) {
          <p i18n>
            It is not renewed. Your tokens and everything else you paid for stay until
            <strong>{{ end }}</strong>.
          </p>
          <p i18n class="soft">Until then you can resume it at any time.</p>
        } @else {
          <p i18n>No period of it is paid, so it ends at once. Nothing more is charged.</p>
        }
      </div>
      @if (requested.trouble(); as trouble) {
        <tl-trouble-notice
          what="It could not be cancelled."
          i18n-what
          [trouble]="trouble"
          (retry)="cancel()"
        />
      }
      <div class="actions">
        <button i18n type="button" class="button" mat-dialog-close>Keep it</button>
        <button
          i18n
          type="button"
          class="button primary"
          [attr.aria-disabled]="requested.isWaiting()"
          (click)="cancel()"
        >
          Cancel {{ subscription.planName }}
        </button>
      </div>
    </tl-sheet-frame>
  `,
  styleUrl: './question-sheet.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CancelSheet {
  protected readonly subscription = inject<Subscription>(MAT_DIALOG_DATA);
  private readonly billing = inject(Billing);
  private readonly dialog = inject(MatDialogRef);
  protected readonly end = dayText(this.subscription.currentPeriod.end, inject(ViewerClock).zone);
  /** In arrears the present period is not paid, and there is nothing that could stay. */
  protected readonly isPaid = isInForce(this.subscription) && this.subscription.status !== 'past-due';
  protected readonly requested = new RequestedAct();

  protected async cancel(): Promise<void> {
    await this.requested.carryOut('cancel', async (key) => {
      await this.billing.cancel(this.subscription, key);
      await this.billing.refresh();
      this.dialog.close();
    });
  }
}
