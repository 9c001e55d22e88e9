import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { readableAmount } from '../amounts/amount-text.js';
import { ModelMark } from '../ui/model-mark.js';
import { Amount } from '../ui/amount.js';
import { expiryWords, tierWords } from './offer-words.js';
import { Price } from './price.js';
import { quote } from './pricing.js';
import { Quantity } from './quantity.js';
import { StoreCatalog, type OnSale } from './store-catalog.js';

/** Tokens of one model, as many as one likes; the price follows the quantity. */
@Component({
  selector: 'tl-model-tokens',
  imports: [Amount, ModelMark, Price, Quantity],
  templateUrl: './model-tokens.html',
  styleUrl: './model-tokens.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ModelTokens {
  readonly sold = input.required<OnSale<'tokens'>>();
  /** How many units the person wants to buy. */
  readonly buy = output<number>();

  private readonly catalog = inject(StoreCatalog);
  protected readonly priceLabel = computed(() => $localize`Price of ${this.sold().name}:package:`);
  protected readonly buyLabel = computed(() => $localize`Buy ${this.sold().name}:package:`);
  protected readonly offer = computed(() => this.sold().offer);
  protected readonly units = linkedSignal<number, number | null>({
    source: () => this.offer().unitsMin,
    computation: (unitsMin) => unitsMin,
  });
  protected readonly model = computed(() => this.catalog.nameOf(this.offer().model));
  protected readonly perUnit = computed(() => readableAmount(this.offer().tokensPerUnit));
  protected readonly expiry = computed(() => expiryWords(this.offer()));
  protected readonly quote = computed(() => quote(this.offer(), this.units() ?? 0));
  protected readonly tokens = computed(() => this.quote()?.items[0]?.tokens ?? null);
  protected readonly tiers = computed(() => {
    const tiers = tierWords(this.offer());
    const reached = tiers.findLast(({ fromUnits }) => fromUnits <= (this.units() ?? 0));
    return tiers.map((tier) => ({ ...tier, isReached: tier === reached }));
  });

  protected buyNow(): void {
    const units = this.units();
    if (units !== null && this.quote()) this.buy.emit(units);
  }
}
