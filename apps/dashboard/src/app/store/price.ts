import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { moneyText, savingText } from '../amounts/money-text.js';
import { LOCALE } from '../locale.js';
import type { Quote } from './pricing.js';
import { discountPercent } from './pricing.js';

const wholePercents = new Intl.NumberFormat(LOCALE, { style: 'percent' });

/** What it costs; beside it what it would without the discount, and how much that saves. */
@Component({
  selector: 'tl-price',
  template: `
    <span class="price figures">{{ price() }}</span>
    @if (per()) {
      &ngsp;<span i18n class="small faint per">{{ per() }}</span>
    }
    @if (saving(); as saving) {
      &ngsp;<span class="saving small figures">
        <s class="faint"><span i18n class="visually-hidden">List price </span>{{ listPrice() }}</s>
        &ngsp;<span class="saved">{{ saving }}</span>
      </span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 6px;
    }
    .price {
      font-size: var(--price-size, 22px);
      font-weight: 600;
      line-height: 30px;
      letter-spacing: -0.018em;
    }
    .saving {
      display: inline-flex;
      flex-wrap: wrap;
      justify-content: inherit;
      gap: 0 6px;
      flex-basis: 100%;
    }
    .saved {
      color: var(--good);
      font-weight: 550;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Price {
  readonly of = input.required<Pick<Quote, 'price' | 'listPrice'>>();
  /** `per month`, of what is paid again and again. */
  readonly per = input<string>('');

  protected readonly price = computed(() => moneyText(this.of().price));
  protected readonly listPrice = computed(() => moneyText(this.of().listPrice));
  /** `Save $1.51, 13%`; less than a percent is only said in money. */
  protected readonly saving = computed(() => {
    const saving = savingText(this.of().price, this.of().listPrice);
    const percent = discountPercent(this.of());
    if (saving === null) return null;
    if (percent === 0) return $localize`Save ${saving}:money:`;
    return $localize`Save ${saving}:money:, ${wholePercents.format(percent / 100)}:percent:`;
  });
}
