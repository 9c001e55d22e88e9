import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Package } from '#libs/contract';
import { RequestedAct } from '../http/requested-act.js';
import { FormEnd } from '../ui/form-end.js';
import { NO_REASON } from '../ui/no-reason.js';
import { ReasonField } from '../ui/reason-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { CatalogEditor } from './catalog-editor.js';

/** Says what retiring means, and asks why, before it is done. */
@Component({
  selector: 'tl-retire-sheet',
  imports: [FormEnd, ReasonField, SheetFrame],
  template: `
    <tl-sheet-frame heading="Retire {{ sold.name }}?" i18n-heading [subtitle]="sold.packageId">
      <form novalidate (submit)="$event.preventDefault(); retire()">
        <p i18n class="soft whole">
          Nobody can buy it any more. What was bought stays, and subscriptions go on until they are cancelled.
        </p>
        <tl-reason-field
          class="whole"
          fieldId="retire-reason"
          [reason]="reason()"
          [problem]="problem()"
          (typed)="type($event)"
        />
        <tl-form-end i18n [requested]="requested" (retry)="retire()">Retire</tl-form-end>
      </form>
    </tl-sheet-frame>
  `,
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RetireSheet {
  protected readonly sold = inject<Package>(MAT_DIALOG_DATA);
  private readonly editor = inject(CatalogEditor);
  private readonly dialog = inject(MatDialogRef);
  protected readonly reason = signal('');
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly requested = new RequestedAct();

  protected type(reason: string): void {
    this.reason.set(reason);
    this.problem.set(undefined);
    this.requested.renew();
  }

  protected async retire(): Promise<void> {
    const reason = this.reason().trim();
    if (reason === '') return this.problem.set(NO_REASON);
    await this.requested.carryOut('retire', async (key) => {
      await this.editor.retire(this.sold.packageId, reason, key);
      this.dialog.close();
    });
  }
}
