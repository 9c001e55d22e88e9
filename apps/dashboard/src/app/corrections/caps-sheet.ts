import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { AccountLimits, ModelLimits } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { RequestedAct } from '../http/requested-act.js';
import { Amount } from '../ui/amount.js';
import { FormEnd } from '../ui/form-end.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { correctionTrouble } from './correction-trouble.js';
import { ALL_MODELS, CAP_PERIODS, capsDraftOf, capsRequestOf, type CapPeriod } from './limit-requests.js';

/** The limits to change: of one model, or of all together. */
export type CapsSheetData = ModelLimits | AccountLimits;

const LABELS: Readonly<Record<CapPeriod, string>> = {
  day: $localize`Tokens per day`,
  week: $localize`Tokens per week`,
  month: $localize`Tokens per month`,
};

/** Asks what may be spent by day, week and month. The API takes no reason; who set it, the log says. */
@Component({
  selector: 'tl-caps-sheet',
  imports: [Amount, FormEnd, SheetFrame, TextField],
  template: `
    <tl-sheet-frame heading="Spending caps" i18n-heading [subtitle]="name">
      <form novalidate (submit)="$event.preventDefault(); carryOut()">
        <p i18n class="soft whole">
          A period without a figure has no cap. Days, weeks and months begin by the clocks of {{ timeZone }}.
          Who set it, and when, stays in the log.
        </p>
        @for (period of periods; track period) {
          <div class="whole period">
            <tl-text-field
              inputmode="decimal"
              placeholder="No cap"
              i18n-placeholder
              [fieldId]="'cap-' + period"
              [explainedBy]="limits.caps[period] ? 'cap-' + period + '-room' : null"
              [label]="labels[period]"
              [maxlength]="32"
              [value]="draft()[period]"
              [problem]="problems()[period]"
              (typed)="set(period, $event)"
            />
            @if (limits.caps[period]; as room) {
              <p i18n class="small soft figures" [id]="'cap-' + period + '-room'">
                Charged in this period: <tl-amount [value]="room.spent" />. Held:
                <tl-amount [value]="room.held" />. Left: <tl-amount [value]="room.available" />.
              </p>
            }
          </div>
        }
        <tl-form-end i18n [requested]="requested" (retry)="carryOut()">Set the caps</tl-form-end>
      </form>
    </tl-sheet-frame>
  `,
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css'],
  styles: `
    .period {
      display: grid;
      gap: var(--space-1);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CapsSheet {
  protected readonly limits = inject<CapsSheetData>(MAT_DIALOG_DATA);
  private readonly account = inject(LookedAfterAccount);
  private readonly dialog = inject(MatDialogRef);
  private readonly model = 'model' in this.limits ? this.limits.model : null;
  protected readonly name = 'model' in this.limits ? this.limits.name : ALL_MODELS;
  protected readonly timeZone = this.account.limits.value()?.timeZone ?? '';
  protected readonly periods = CAP_PERIODS;
  protected readonly labels = LABELS;
  protected readonly draft = signal(capsDraftOf(this.limits.caps));
  private readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct(undefined, correctionTrouble);
  private readonly checked = computed(() => capsRequestOf(this.draft()));
  protected readonly problems = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problems' in checked ? checked.problems : {};
  });

  protected set(period: CapPeriod, typed: string): void {
    this.draft.update((before) => ({ ...before, [period]: typed }));
    this.requested.renew();
  }

  protected async carryOut(): Promise<void> {
    this.wasSubmitted.set(true);
    const checked = this.checked();
    if ('problems' in checked) return;
    const url = routes.spendingCaps(this.account.accountId(), this.model);
    await this.requested.carryOut('caps', async (key) => {
      const told = () => $localize`The spending caps are set: ${this.name}:model:.`;
      await this.account.send('PUT', { url, body: checked.request, key }, told);
      this.dialog.close();
    });
  }
}
