import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Included } from './included.js';
import { expiryWords } from './offer-words.js';
import { Price } from './price.js';
import { StoreCatalog, type OnSale } from './store-catalog.js';

@Component({
  selector: 'tl-bundle-card',
  imports: [Included, Price],
  template: `
    <h3>{{ sold().name }}</h3>
    @if (sold().description) {
      <p class="small soft">
        <bdi>{{ sold().description }}</bdi>
      </p>
    }
    <tl-price [of]="sold().offer" />
    <tl-included [items]="items()" />
    <p class="small faint foot">{{ expiry() }}</p>
    <button i18n type="button" class="button" [attr.aria-label]="buyLabel()" (click)="buy.emit()">Buy</button>
  `,
  styleUrl: './offer-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BundleCard {
  readonly sold = input.required<OnSale<'bundle'>>();
  readonly buy = output();

  private readonly catalog = inject(StoreCatalog);
  protected readonly buyLabel = computed(() => $localize`Buy ${this.sold().name}:package:`);
  protected readonly expiry = computed(() => expiryWords(this.sold().offer));
  protected readonly items = computed(() =>
    this.sold().offer.items.map(({ model, tokens }) => ({ name: this.catalog.nameOf(model), tokens })),
  );
}
