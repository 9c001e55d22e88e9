import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Models } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { correctionTrouble } from '../corrections/correction-trouble.js';
import { interventionWords } from '../corrections/done-words.js';
import { RequestedAct } from '../http/requested-act.js';
import { Answer } from '../statement/answer.js';
import { FormEnd } from '../ui/form-end.js';
import { ReasonField } from '../ui/reason-field.js';
import { SelectField } from '../ui/select-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import {
  commandOf,
  INTERVENTION_WORDS,
  needsTokens,
  type Intervention,
  type InterventionDraft,
} from './intervention.js';
import { LookedAfterAccount } from './looked-after-account.js';

/** Asks an administrator what to do, how much, and why. */
@Component({
  selector: 'tl-intervention-sheet',
  imports: [FormEnd, ReasonField, SelectField, SheetFrame, TextField],
  templateUrl: './intervention-sheet.html',
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InterventionSheet {
  private readonly intervention = inject<Intervention>(MAT_DIALOG_DATA);
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialogRef);
  protected readonly account = inject(LookedAfterAccount);

  protected readonly words = INTERVENTION_WORDS[this.intervention];
  protected readonly needsTokens = needsTokens(this.intervention);
  protected readonly hasDirection = this.intervention === 'adjust';
  protected readonly directions = [
    { value: 'up', name: $localize`Up: tokens come in` },
    { value: 'down', name: $localize`Down: tokens are taken away` },
  ];
  private readonly catalog = new Answer<Models>(() => this.http.get<Models>(routes.models));
  protected readonly models = computed(() => [
    ...(this.model() ? [] : [{ value: '', name: $localize`Choose a model` }]),
    ...(this.catalog.value()?.items ?? []).map(({ model, name }) => ({ value: model, name })),
  ]);
  protected readonly draft = signal<InterventionDraft>({
    model: '',
    tokens: '',
    direction: 'up',
    reason: '',
  });
  /** Until one is chosen, the first of the balance, which may come later than the sheet. */
  protected readonly model = computed(
    () => this.draft().model || (this.account.balance.value()?.allocations[0]?.model ?? ''),
  );
  protected readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct(() => this.account.refresh(), correctionTrouble);
  private readonly command = computed(() =>
    commandOf(this.intervention, this.account.accountId(), { ...this.draft(), model: this.model() }),
  );
  protected readonly problems = computed(() => {
    const command = this.command();
    return this.wasSubmitted() && 'problems' in command ? command.problems : {};
  });

  constructor() {
    if (this.needsTokens) void this.catalog.refresh();
  }

  protected set(changes: Partial<InterventionDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected setDirection(direction: string): void {
    this.set({ direction: direction === 'down' ? 'down' : 'up' });
  }

  protected async carryOut(): Promise<void> {
    this.wasSubmitted.set(true);
    const command = this.command();
    if ('problems' in command) return;
    await this.requested.carryOut(this.intervention, async (key) => {
      const { path: url, body } = command;
      await this.account.send('POST', { url, body, key }, (answer) =>
        interventionWords(this.intervention, answer, this.account.nameOf(this.model())),
      );
      this.dialog.close();
    });
  }
}
