import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { RateCalculator } from './rate-calculator.js';
import { RateHistories } from './rate-histories.js';
import { RateOfFeature } from './rate-of-feature.js';

/** What features cost: a calculator, and every rate with what was before and what is to come. */
@Component({
  selector: 'tl-rates-page',
  imports: [RateCalculator, RateOfFeature, Skeleton, TroubleNotice],
  providers: [RateHistories],
  template: `
    <header>
      <h1 i18n>Rates</h1>
      <p i18n class="soft">
        How many tokens each feature takes. What was charged stays charged at the rate of its time.
      </p>
    </header>
    @if (histories.features.value(); as features) {
      @if (histories.listed().length > 0) {
        <section aria-labelledby="calculator-title">
          <h2 i18n id="calculator-title">Calculator</h2>
          <tl-rate-calculator class="panel" [rates]="features.items" />
        </section>
        <section aria-labelledby="rates-title">
          <h2 i18n id="rates-title">What each feature costs</h2>
          <ul class="panel">
            @for (rate of histories.listed(); track rate.feature) {
              <li><tl-rate-of-feature [rate]="rate" /></li>
            }
          </ul>
        </section>
      } @else {
        <p i18n class="panel none soft">No feature has a rate yet.</p>
      }
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
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-6);
      max-width: 820px;
    }
    @media (min-width: 1240px) {
      :host {
        grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
        align-items: start;
        gap: var(--space-6) var(--space-5);
        max-width: none;
      }
      :host > :not(section) {
        grid-column: 1 / -1;
      }
    }
    header p {
      margin-top: 2px;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    ul {
      overflow: hidden;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .none {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatesPage {
  protected readonly histories = inject(RateHistories);

  constructor() {
    void this.histories.refresh();
  }
}
