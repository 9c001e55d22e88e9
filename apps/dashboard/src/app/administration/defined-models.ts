import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RateHistories } from '../rates/rate-histories.js';
import { ModelMark } from '../ui/model-mark.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import type { ModelSheetData } from './model-sheet.js';

const loadModelSheet = async () => (await import('./model-sheet.js')).ModelSheet;

/** What tokens can be held for: administrators define models here, and say what they are called. */
@Component({
  selector: 'tl-defined-models',
  imports: [ModelMark, Skeleton, TroubleNotice],
  template: `
    <header>
      <div>
        <h2 i18n id="models-title">Models</h2>
        <p i18n class="soft">What tokens can be held for, and what each model is called.</p>
      </div>
      <button i18n type="button" class="button" (click)="open(null)">Define a model</button>
    </header>
    @if (models.value(); as models) {
      <ul class="panel" aria-labelledby="models-title">
        @for (model of models.items; track model.model) {
          <li>
            <tl-model-mark [name]="model.name" />
            <div>
              <p class="name">{{ model.name }}</p>
              <p class="small soft">
                <bdi>{{ model.model }}</bdi> · <bdi>{{ model.engine }}</bdi>
              </p>
            </div>
            <button i18n type="button" class="button" (click)="open(model)">
              Rename<span class="visually-hidden"> {{ model.name }}</span>
            </button>
          </li>
        } @empty {
          <li class="none soft"><p i18n>No model is defined yet.</p></li>
        }
      </ul>
    } @else if (models.trouble(); as trouble) {
      <tl-trouble-notice
        class="panel"
        what="The models could not be loaded."
        i18n-what
        [trouble]="trouble"
        (retry)="models.refresh()"
      />
    } @else {
      <div class="panel none" role="status" aria-label="Loading the models" i18n-aria-label>
        @for (row of [1, 2, 3]; track row) {
          <tl-skeleton height="18px" />
        }
      </div>
    }
  `,
  styleUrl: './administration.page.css',
  styles: `
    :host {
      gap: var(--space-3);
    }

    li {
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      overflow-wrap: anywhere;
    }

    li.none {
      display: block;
    }

    li > .button {
      margin: 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DefinedModels {
  protected readonly models = inject(RateHistories).models;
  private readonly sheets = inject(Sheets);

  constructor() {
    this.sheets.prepare(loadModelSheet);
  }

  protected async open(model: ModelSheetData): Promise<void> {
    await this.sheets.open<ModelSheetData>(loadModelSheet, model);
  }
}
