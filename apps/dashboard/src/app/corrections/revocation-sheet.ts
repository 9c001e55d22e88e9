import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { GrantView, Revocation } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { amount, formatAmount, subtract } from '#libs/ledger/tokens';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { grantName } from '../allocations/grant-name.js';
import { RequestedAct } from '../http/requested-act.js';
import { Amount } from '../ui/amount.js';
import { CheckField } from '../ui/check-field.js';
import { FormEnd } from '../ui/form-end.js';
import { NO_REASON } from '../ui/no-reason.js';
import { ReasonField } from '../ui/reason-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { correctionTrouble } from './correction-trouble.js';
import { revocationWords } from './done-words.js';

export interface RevocationSheetData {
  readonly grant: GrantView;
  /** What the model is called. */
  readonly model: string;
}

/** Says what would be taken and what stays, and asks why. */
@Component({
  selector: 'tl-revocation-sheet',
  imports: [Amount, CheckField, FormEnd, ReasonField, SheetFrame],
  templateUrl: './revocation-sheet.html',
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css', './correction-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevocationSheet {
  private readonly opened = inject<RevocationSheetData>(MAT_DIALOG_DATA);
  private readonly account = inject(LookedAfterAccount);
  private readonly dialog = inject(MatDialogRef);

  protected readonly subtitle = $localize`${grantName(this.opened.grant)}:grant: of ${this.opened.model}:model:`;
  /** As the page has it: it may have been used meanwhile. */
  protected readonly grant = computed(() => {
    const grants = this.account.allocations().flatMap((each) => [...each.grants, ...each.scheduled]);
    return grants.find(({ grantId }) => grantId === this.opened.grant.grantId) ?? this.opened.grant;
  });
  protected readonly gone = computed(() =>
    formatAmount(subtract(amount(this.grant().amount), amount(this.grant().remaining))),
  );
  /** When it was opened: then it can be asked for that it still is. */
  protected readonly wasUnspent = this.opened.grant.remaining === this.opened.grant.amount;
  protected readonly draft = signal({ reason: '', onlyIfUnspent: false, evenIfPaid: false });
  private readonly wasSubmitted = signal(false);
  protected readonly problem = computed(() =>
    this.wasSubmitted() && this.draft().reason.trim() === '' ? NO_REASON : undefined,
  );
  protected readonly requested = new RequestedAct(() => this.account.refresh(), correctionTrouble);

  protected set(changes: Partial<ReturnType<typeof this.draft>>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected async carryOut(): Promise<void> {
    this.wasSubmitted.set(true);
    const body = { ...this.draft(), reason: this.draft().reason.trim() };
    if (body.reason === '') return;
    const url = routes.revocation(this.account.accountId(), this.opened.grant.grantId);
    await this.requested.carryOut('revoke', async (key) => {
      await this.account.send<Revocation>('POST', { url, body, key }, (revocation) =>
        revocationWords(revocation, this.opened.model),
      );
      this.dialog.close();
    });
  }
}
