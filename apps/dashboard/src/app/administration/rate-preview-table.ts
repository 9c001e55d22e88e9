import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RatePreview } from '#libs/contract';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { monthName } from '../time/calendar-day.js';

/** What a past month came to, and what it would have come to at another rate. */
@Component({
  selector: 'tl-rate-preview-table',
  imports: [Amount, ScrollEdge],
  template: `
    @if (preview().items.length === 0) {
      <p i18n class="small soft">Nothing was charged in {{ month() }}, so there is nothing to compare.</p>
    } @else {
      <tl-scroll-edge [label]="caption()">
        <table class="ledger">
          <caption class="small soft">
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th i18n scope="col">Model</th>
              <th i18n scope="col" class="number">Charged</th>
              <th i18n scope="col" class="number">Would have been</th>
              <th i18n scope="col" class="number">Difference</th>
            </tr>
          </thead>
          <tbody>
            @for (each of preview().items; track each.model) {
              <tr>
                <th scope="row">{{ each.name }}</th>
                <td class="number"><tl-amount [value]="each.cost" /></td>
                <td class="number"><tl-amount [value]="each.wouldHaveCost" /></td>
                <td class="number"><tl-amount [value]="each.difference" /></td>
              </tr>
            }
            <tr>
              <th i18n scope="row">All models</th>
              <td class="number"><tl-amount [value]="preview().total.cost" /></td>
              <td class="number"><tl-amount [value]="preview().total.wouldHaveCost" /></td>
              <td class="number"><tl-amount [value]="preview().total.difference" /></td>
            </tr>
          </tbody>
        </table>
      </tl-scroll-edge>
    }
    @if (preview().total.wouldBeRefused.operations > 0) {
      <p i18n class="small soft">
        {preview().total.wouldBeRefused.operations, plural,
          =1 {1 charge would have been refused}
          other {{{ preview().total.wouldBeRefused.operations }} charges would have been refused}

        }: the rate needs more than six decimals there.
      </p>
    }
    @if (preview().inOtherUnits.operations > 0) {
      <p i18n class="small soft">
        {preview().inOtherUnits.operations, plural,
          =1 {1 charge was}
          other {{{ preview().inOtherUnits.operations }} charges were}
        }
        measured in another unit and cannot be compared.
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
    }
    caption {
      padding: var(--space-2) var(--space-3);
      text-align: start;
    }
    tr:last-child {
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatePreviewTable {
  readonly preview = input.required<RatePreview>();
  protected readonly month = computed(() => monthName(this.preview().from));
  protected readonly caption = computed(() => $localize`All accounts in ${this.month()}:month:, in tokens`);
}
