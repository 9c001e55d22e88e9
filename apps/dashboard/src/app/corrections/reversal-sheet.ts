import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Reversal, UsageEntry } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { amount, formatAmount, parseAmount } from '#libs/ledger/tokens';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { readableAmount } from '../amounts/amount-text.js';
import { typedNumber } from '../amounts/typed-number.js';
import { RequestedAct } from '../http/requested-act.js';
import { GrantReference } from '../receipt/grant-reference.js';
import { receiptEquation } from '../receipt/receipt-equation.js';
import { receiptTitle } from '../receipt/receipt-title.js';
import { Amount } from '../ui/amount.js';
import { FormEnd } from '../ui/form-end.js';
import { ReasonField } from '../ui/reason-field.js';
import { SelectField } from '../ui/select-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { correctionTrouble } from './correction-trouble.js';
import { reversalWords } from './done-words.js';
import { reversalPreview, reversibleOf } from './reversal-preview.js';
import { reversalRequestOf, type ReversalDraft } from './reversal-request.js';

/** Asks how much of a charge comes back, and why; says to which grants it would. */
@Component({
  selector: 'tl-reversal-sheet',
  imports: [Amount, FormEnd, GrantReference, ReasonField, SelectField, SheetFrame, TextField],
  templateUrl: './reversal-sheet.html',
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css', './correction-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReversalSheet {
  private readonly opened = inject<UsageEntry>(MAT_DIALOG_DATA);
  private readonly dialog = inject(MatDialogRef);
  protected readonly account = inject(LookedAfterAccount);

  protected readonly subtitle = receiptTitle(this.opened);
  protected readonly fates = [
    { value: 'lapse', name: $localize`Its tokens lapse again at once` },
    { value: 'regrant', name: $localize`Its tokens come as a new grant` },
  ];
  /** As the page has it: others may have reversed of it meanwhile. */
  protected readonly entry = computed(() => {
    const { operationId } = this.opened;
    return this.account.usage.items()?.find((each) => each.operationId === operationId) ?? this.opened;
  });
  protected readonly equation = computed(() => receiptEquation(this.entry()));
  protected readonly left = computed(() => formatAmount(reversibleOf(this.entry())));
  protected readonly draft = signal<ReversalDraft>({
    tokens: readableAmount(reversibleOf(this.opened)),
    lapsed: 'lapse',
    reason: '',
  });
  /** Null while what is typed cannot come back. */
  protected readonly preview = computed(() => {
    const tokens = parseAmount(typedNumber(this.draft().tokens));
    const isPossible = tokens !== null && tokens > 0n && tokens <= amount(this.left());
    return isPossible ? reversalPreview(this.entry(), tokens) : null;
  });
  private readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct(() => this.account.refresh(), correctionTrouble);
  private readonly checked = computed(() => reversalRequestOf(this.draft()));
  protected readonly problems = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problems' in checked ? checked.problems : {};
  });

  protected set(changes: Partial<ReversalDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected setFate(lapsed: string): void {
    this.set({ lapsed: lapsed === 'regrant' ? 'regrant' : 'lapse' });
  }

  protected async carryOut(): Promise<void> {
    this.wasSubmitted.set(true);
    const checked = this.checked();
    if ('problems' in checked) return;
    const url = routes.reversal(this.account.accountId(), this.opened.operationId);
    await this.requested.carryOut('reverse', async (key) => {
      await this.account.send<Reversal>('POST', { url, body: checked.request, key }, (reversal) =>
        reversalWords(reversal, this.opened.modelName),
      );
      this.dialog.close();
    });
  }
}
