import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Model } from '#libs/contract';
import { RequestedAct } from '../http/requested-act.js';
import { RateHistories } from '../rates/rate-histories.js';
import { FormEnd } from '../ui/form-end.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { modelDraftOf, modelRequestOf, type ModelDraft } from './model-draft.js';

/** The model to rename; null: one that is new. */
export type ModelSheetData = Model | null;

/** Asks what a model is called, and whose engine runs it. */
@Component({
  selector: 'tl-model-sheet',
  imports: [FormEnd, SheetFrame, TextField],
  template: `
    <tl-sheet-frame [heading]="heading" [subtitle]="before?.model ?? ''">
      <form novalidate (submit)="$event.preventDefault(); save()">
        @if (before) {
          <p i18n class="soft whole">
            The name changes wherever the model is shown, also in what was charged before. Its key stays.
          </p>
        } @else {
          <tl-text-field
            class="whole"
            fieldId="model-key"
            label="Model key"
            i18n-label
            [maxlength]="128"
            [value]="draft().model"
            [problem]="problems().model"
            (typed)="set({ model: $event })"
          />
        }
        <tl-text-field
          fieldId="model-name"
          label="Name"
          i18n-label
          [maxlength]="120"
          [isProse]="true"
          [value]="draft().name"
          [problem]="problems().name"
          (typed)="set({ name: $event })"
        />
        <tl-text-field
          fieldId="model-engine"
          label="Engine"
          i18n-label
          [maxlength]="128"
          [value]="draft().engine"
          [problem]="problems().engine"
          (typed)="set({ engine: $event })"
        />
        <tl-form-end
          i18n
          what="The model could not be saved."
          i18n-what
          [requested]="requested"
          (retry)="save()"
          >Save the model</tl-form-end
        >
      </form>
    </tl-sheet-frame>
  `,
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ModelSheet {
  protected readonly before = inject<ModelSheetData>(MAT_DIALOG_DATA);
  private readonly histories = inject(RateHistories);
  private readonly dialog = inject(MatDialogRef);
  protected readonly heading = this.before
    ? $localize`Rename ${this.before.name}:model:`
    : $localize`Define a model`;
  protected readonly draft = signal(modelDraftOf(this.before));
  protected readonly requested = new RequestedAct();
  private readonly wasSubmitted = signal(false);
  private readonly checked = computed(() =>
    modelRequestOf(this.draft(), this.before, this.histories.allModels()),
  );
  protected readonly problems = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problems' in checked ? checked.problems : {};
  });

  protected set(changes: Partial<ModelDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected async save(): Promise<void> {
    this.wasSubmitted.set(true);
    const checked = this.checked();
    if ('problems' in checked) return;
    await this.requested.carryOut('model', async (key) => {
      await this.histories.defineModel(this.before?.model ?? this.draft().model.trim(), checked.request, key);
      this.dialog.close();
    });
  }
}
