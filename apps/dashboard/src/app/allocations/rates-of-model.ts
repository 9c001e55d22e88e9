import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Features, Rate } from '#libs/contract';
import { amount, formatAmount, multiplyExact } from '#libs/ledger/tokens';
import { unitName } from '../languages/unit-words.js';
import { Amount } from '../ui/amount.js';

const ONE_UNIT = amount('1');

/** What a unit of each feature costs with one model. */
@Component({
  selector: 'tl-rates-of-model',
  imports: [Amount],
  template: `
    <dl>
      @for (rate of rates(); track rate.feature) {
        <div>
          <dt>
            {{ rate.name }}
            @if (rate.multiplier !== '1') {
              <span class="small faint figures">{{ rate.tokensPerUnit }} × {{ rate.multiplier }}</span>
            }
          </dt>
          <dd class="figures">
            @if (rate.price; as price) {
              <tl-amount [value]="price" />
            } @else {
              {{ rate.tokensPerUnit }} × {{ rate.multiplier }}
            }
            &ngsp;<span class="small faint" i18n>per {{ rate.unitName }}</span>
          </dd>
        </div>
      }
    </dl>
    @if (rates().length === 0) {
      <p class="soft" i18n>No feature has a rate yet.</p>
    }
  `,
  styleUrl: '../rates/rate-list.css',
  styles: `
    :host {
      display: block;
      padding: 6px var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatesOfModel {
  readonly features = input.required<Features>();
  readonly model = input.required<string>();
  protected readonly rates = computed(() => this.features().items.map((rate) => priced(rate, this.model())));
}

/** The price is null where it needs more decimals than there are: the ledger would not charge it for one unit. */
function priced(rate: Rate, model: string) {
  const multiplier = Object.hasOwn(rate.multipliers, model) ? (rate.multipliers[model] ?? '1') : '1';
  const price = multiplyExact(ONE_UNIT, amount(rate.tokensPerUnit), amount(multiplier));
  return {
    ...rate,
    unitName: unitName(rate.unit),
    multiplier,
    price: price === null ? null : formatAmount(price),
  };
}
