import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import type { CheckoutData } from '../checkout/checkout-data.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { BundleCard } from './bundle-card.js';
import { ModelTokens } from './model-tokens.js';
import { NoPackages } from './no-packages.js';
import { PlanCard } from './plan-card.js';
import { StoreCatalog } from './store-catalog.js';

const loadCheckout = async () => (await import('../checkout/checkout-sheet.js')).CheckoutSheet;

/** Everything that can be bought: by the model, in bundles, by the month or year. */
@Component({
  selector: 'tl-store-page',
  imports: [BundleCard, ModelTokens, NoPackages, PlanCard, Skeleton, TroubleNotice],
  providers: [Sheets, StoreCatalog],
  templateUrl: './store.page.html',
  styleUrl: './store.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StorePage {
  protected readonly catalog = inject(StoreCatalog);
  private readonly sheets = inject(Sheets);

  constructor() {
    void this.catalog.refresh();
    const preparing = effect(() => {
      if (!this.catalog.items()) return;
      this.sheets.prepare(loadCheckout);
      preparing.destroy();
    });
  }

  protected async checkOut(packageId: string, units = 1): Promise<void> {
    await this.sheets.open<CheckoutData>(loadCheckout, { packageId, units });
  }
}
