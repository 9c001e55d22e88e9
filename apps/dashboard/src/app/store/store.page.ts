import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  Injector,
  afterNextRender,
  effect,
  inject,
} from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import type { Subscription } from '#libs/contract';
import type { CheckoutData } from '../checkout/checkout-data.js';
import { Billing } from '../subscriptions/billing.js';
import type { ChangePlanData } from '../subscriptions/change-plan-sheet.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { BundleCard } from './bundle-card.js';
import { ModelTokens } from './model-tokens.js';
import { NoPackages } from './no-packages.js';
import { PlanCard, type PlanStanding } from './plan-card.js';
import { StoreCatalog, type OnSale } from './store-catalog.js';

const loadChangePlan = async () => (await import('../subscriptions/change-plan-sheet.js')).ChangePlanSheet;
const loadCheckout = async () => (await import('../checkout/checkout-sheet.js')).CheckoutSheet;

/** Everything that can be bought: by the model, in bundles, by the month or year. */
@Component({
  selector: 'tl-store-page',
  imports: [BundleCard, ModelTokens, NoPackages, PlanCard, Skeleton, TroubleNotice],
  providers: [Billing, Sheets, StoreCatalog],
  templateUrl: './store.page.html',
  styleUrl: './store.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StorePage {
  protected readonly catalog = inject(StoreCatalog);
  private readonly route = inject(ActivatedRoute);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  protected readonly billing = inject(Billing);
  private readonly sheets = inject(Sheets);

  constructor() {
    void this.catalog.refresh();
    void this.billing.subscriptions.refresh();
    const preparing = effect(() => {
      if (!this.catalog.items()) return;
      this.sheets.prepare(loadCheckout, loadChangePlan);
      preparing.destroy();
      this.goToWhatWasAskedFor();
    });
  }

  /** What an address ends with, such as `#plans`, is there only once the catalog is. */
  private goToWhatWasAskedFor(): void {
    const id = this.route.snapshot.fragment;
    if (id === null) return;
    afterNextRender(() => this.document.getElementById(id)?.scrollIntoView(), { injector: this.injector });
  }

  protected standingOf({ packageId, version }: OnSale<'plan'>): PlanStanding {
    const subscriptions = this.billing.subscriptions.value();
    if (!subscriptions) return 'unknown';
    const current = this.billing.current();
    if (!current) return subscriptions.items.some(isUnpaid) ? 'busy' : 'none';
    if (current.packageId === packageId && current.packageVersion === version) return 'current';
    return current.status === 'active' && !current.paymentInFlight ? 'other' : 'busy';
  }

  protected async choosePlan(sold: OnSale<'plan'>): Promise<void> {
    const { packageId } = sold;
    if (this.standingOf(sold) === 'none') await this.checkOut(packageId);
    else await this.sheets.open<ChangePlanData>(loadChangePlan, { packageId });
  }

  protected async checkOut(packageId: string, units = 1): Promise<void> {
    await this.sheets.open<CheckoutData>(loadCheckout, { packageId, units });
  }
}

/** Its first payment is under way: a second subscription beside it is hardly what is wanted. */
function isUnpaid({ status }: Subscription): boolean {
  return status === 'incomplete';
}
