import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { Rate } from '#libs/contract';
import { RateHistories } from '../rates/rate-histories.js';
import { RateOfFeature } from '../rates/rate-of-feature.js';
import { CurrentSession } from '../session/current-session.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { DefinedModels } from './defined-models.js';
import { NotAllowed } from './not-allowed.js';
import type { RateSheetData } from './rate-sheet.js';

const loadRateSheet = async () => (await import('./rate-sheet.js')).RateSheet;

/** Where administrators set what features cost, and define the models that they cost it of. */
@Component({
  selector: 'tl-administration-rates-page',
  imports: [DefinedModels, NotAllowed, RateOfFeature, Skeleton, TroubleNotice],
  providers: [RateHistories, Sheets],
  template: `
    @if (!isAllowed()) {
      <tl-not-allowed />
    } @else {
      <header>
        <div>
          <h1 i18n>Set rates</h1>
          <p i18n class="soft">A change takes effect now or later. What was charged stays charged.</p>
        </div>
        <button i18n type="button" class="button primary" (click)="open(null)">Define a rate</button>
      </header>
      @if (histories.features.value()) {
        <ul class="panel">
          @for (rate of histories.listed(); track rate.feature) {
            <li>
              <tl-rate-of-feature [rate]="rate" />
              <button type="button" class="button" [attr.aria-label]="changeLabel(rate)" (click)="open(rate)">
                <ng-container i18n>Change</ng-container>
              </button>
            </li>
          } @empty {
            <li class="none soft"><p i18n>No feature has a rate yet.</p></li>
          }
        </ul>
      } @else if (histories.features.trouble(); as trouble) {
        <tl-trouble-notice
          class="panel"
          what="The rates could not be loaded."
          i18n-what
          [trouble]="trouble"
          (retry)="histories.refresh()"
        />
      } @else {
        <div class="panel none" role="status" aria-label="Loading the rates" i18n-aria-label>
          @for (row of [1, 2, 3, 4]; track row) {
            <tl-skeleton height="18px" />
          }
        </div>
      }
      <tl-defined-models />
    }
  `,
  styleUrl: './administration.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdministrationRatesPage {
  protected readonly histories = inject(RateHistories);
  private readonly sheets = inject(Sheets);
  protected readonly isAllowed = inject(CurrentSession).isAdministrator;

  constructor() {
    if (!this.isAllowed()) return;
    void this.histories.refresh();
    this.sheets.prepare(loadRateSheet);
  }

  protected changeLabel({ name }: Rate): string {
    return $localize`Change the rate of ${name}:feature:`;
  }

  protected async open(rate: Rate | null): Promise<void> {
    await this.sheets.open<RateSheetData>(loadRateSheet, rate);
  }
}
