import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { PastRate, Rate } from '#libs/contract';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { RateHistories } from './rate-histories.js';
import { readableAmount } from '../amounts/amount-text.js';
import { unitName } from '../languages/unit-words.js';

const STATES: Record<PastRate['state'], string> = {
  scheduled: $localize`To come`,
  'in-force': $localize`In force`,
  ended: $localize`Ended`,
  replaced: $localize`Replaced`,
};

/** What a feature costs: now, and opened, with which models, before and to come. */
@Component({
  selector: 'tl-rate-of-feature',
  imports: [Amount, ScrollEdge],
  template: `
    <details>
      <summary>
        <span class="name">{{ rate().name }}</span>
        <span class="figures price"
          ><tl-amount [value]="rate().tokensPerUnit" />&ngsp;<span i18n class="small faint"
            >per {{ unitName(rate().unit) }}</span
          ></span
        >
        @if (coming(); as coming) {
          <span class="badge accent">{{ coming }}</span>
        }
      </summary>
      <div class="more">
        @if (multipliers().length > 0) {
          <dl class="small">
            @for (each of multipliers(); track each.name) {
              <div>
                <dt>{{ each.name }}</dt>
                <dd class="figures">× {{ each.times }}</dd>
              </div>
            }
          </dl>
        }
        <tl-scroll-edge [label]="caption()">
          <table class="ledger">
            <caption class="visually-hidden">
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                <th i18n scope="col">From</th>
                <th i18n scope="col">Until</th>
                <th i18n scope="col" class="number">Tokens</th>
                <th i18n scope="col">Per</th>
                <th i18n scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.revision) {
                <tr>
                  <td class="figures">{{ row.from }}</td>
                  <td class="figures">{{ row.until }}</td>
                  <td class="number"><tl-amount [value]="row.tokensPerUnit" /></td>
                  <td>{{ unitName(row.unit) }}</td>
                  <td>{{ row.stateWords }}</td>
                </tr>
              }
            </tbody>
          </table>
        </tl-scroll-edge>
      </div>
    </details>
  `,
  styleUrl: './rate-of-feature.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RateOfFeature {
  readonly rate = input.required<Rate>();
  private readonly histories = inject(RateHistories);
  private readonly clock = inject(ViewerClock);
  private readonly zone = this.clock.zone;
  protected readonly unitName = unitName;
  private readonly isToCome = computed(() => Date.parse(this.rate().effectiveFrom) > this.clock.now());
  /** What is known of the time ahead: of its first rate when it begins, of others what follows. */
  protected readonly coming = computed(() => {
    if (this.isToCome())
      return $localize`Starts on ${momentText(this.rate().effectiveFrom, this.zone)}:moment:`;
    const coming = this.histories.comingOf(this.rate().feature);
    return (
      coming &&
      $localize`${readableAmount(coming.tokensPerUnit)}:tokens: from ${momentText(coming.effectiveFrom, this.zone)}:moment:`
    );
  });
  protected readonly caption = computed(
    () => $localize`Rates of ${this.rate().name}:feature:, the latest to take effect first`,
  );
  protected readonly multipliers = computed(() =>
    Object.entries(this.rate().multipliers).map(([model, times]) => ({
      name: this.histories.nameOf(model),
      times,
    })),
  );
  protected readonly rows = computed(() =>
    (this.histories.of(this.rate().feature).value()?.items ?? []).map((rate) => ({
      ...rate,
      from: momentText(rate.effectiveFrom, this.zone),
      until: rate.effectiveTo === null ? '–' : momentText(rate.effectiveTo, this.zone),
      stateWords: STATES[rate.state],
    })),
  );
}
