import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { ModelLimits } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { readableAmount } from '../amounts/amount-text.js';
import { RequestedAct } from '../http/requested-act.js';
import { FormEnd } from '../ui/form-end.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { correctionTrouble } from './correction-trouble.js';
import { overdraftRequestOf } from './limit-requests.js';

/** Asks how far below zero a model may be charged. The API takes no reason; who set it, the log says. */
@Component({
  selector: 'tl-overdraft-sheet',
  imports: [FormEnd, SheetFrame, TextField],
  template: `
    <tl-sheet-frame heading="Overdraft limit" i18n-heading [subtitle]="limits.name">
      <form novalidate (submit)="$event.preventDefault(); carryOut()">
        <p i18n class="soft whole">
          So far below zero the model may be charged; 0 means not at all. What is overdrawn already stays, and
          what comes in next pays it. Who set it, and when, stays in the log.
        </p>
        <tl-text-field
          class="whole"
          fieldId="overdraft-limit"
          label="Tokens below zero, at most"
          i18n-label
          inputmode="decimal"
          [maxlength]="32"
          [value]="limit()"
          [problem]="problem()"
          (typed)="set($event)"
        />
        <tl-form-end i18n [requested]="requested" (retry)="carryOut()">Set the limit</tl-form-end>
      </form>
    </tl-sheet-frame>
  `,
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverdraftSheet {
  protected readonly limits = inject<ModelLimits>(MAT_DIALOG_DATA);
  private readonly account = inject(LookedAfterAccount);
  private readonly dialog = inject(MatDialogRef);
  protected readonly limit = signal(readableAmount(this.limits.overdraftLimit));
  private readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct(undefined, correctionTrouble);
  private readonly checked = computed(() => overdraftRequestOf(this.limit()));
  protected readonly problem = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problem' in checked ? checked.problem : undefined;
  });

  protected set(typed: string): void {
    this.limit.set(typed);
    this.requested.renew();
  }

  protected async carryOut(): Promise<void> {
    this.wasSubmitted.set(true);
    const checked = this.checked();
    if ('problem' in checked) return;
    const url = routes.overdraftLimit(this.account.accountId(), this.limits.model);
    await this.requested.carryOut('overdraft', async (key) => {
      const limit = readableAmount(checked.request.limit);
      const told = () =>
        $localize`The overdraft limit of ${this.limits.name}:model: is set: ${limit}:tokens:.`;
      await this.account.send('PUT', { url, body: checked.request, key }, told);
      this.dialog.close();
    });
  }
}
