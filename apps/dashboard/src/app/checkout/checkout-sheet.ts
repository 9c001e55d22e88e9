import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  computed,
  inject,
  signal,
} from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import type { Package } from '#libs/contract';
import { LucideArrowRight, LucideLoaderCircle, LucideTriangleAlert } from '@lucide/angular';
import { moneyText } from '../amounts/money-text.js';
import { LeaveFor } from '../http/leave-for.js';
import { newOperationKey } from '../http/operation-key.js';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { Included } from '../store/included.js';
import { Price } from '../store/price.js';
import { perPeriod } from '../store/period-words.js';
import { quote } from '../store/pricing.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import type { CheckoutData } from './checkout-data.js';
import { orderTerms, whatYouGet } from './order-words.js';
import { StartCheckout } from './start-checkout.js';

/** What would be bought for how much, before the browser leaves for the payment page. */
@Component({
  selector: 'tl-checkout-sheet',
  imports: [
    Included,
    LucideArrowRight,
    LucideLoaderCircle,
    LucideTriangleAlert,
    MatDialogClose,
    Price,
    SheetFrame,
    TroubleNotice,
  ],
  templateUrl: './checkout-sheet.html',
  styleUrl: './checkout-sheet.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckoutSheet {
  private readonly data = inject<CheckoutData>(MAT_DIALOG_DATA);
  private readonly catalog = inject(StoreCatalog);
  private readonly checkout = inject(StartCheckout);
  private readonly leaveFor = inject(LeaveFor);
  /** Kept for retries of this intent; another price is another intent. */
  private operationKey = newOperationKey();

  protected readonly isLeaving = signal(false);
  protected readonly trouble = signal<Trouble | null>(null);
  /** What it cost before the catalog changed under the person's eyes. */
  protected readonly priceBefore = signal<string | null>(null);

  protected readonly sold = computed(() => this.catalog.find(this.data.packageId));
  protected readonly quote = computed(() => {
    const sold = this.sold();
    return sold && quote(sold.offer, this.data.units);
  });
  protected readonly items = computed(() => {
    const [sold, quoted] = [this.sold(), this.quote()];
    return sold && quoted ? whatYouGet(sold.offer, quoted, (model) => this.catalog.nameOf(model)) : [];
  });
  protected readonly terms = computed(() => {
    const sold = this.sold();
    return sold ? orderTerms(sold.offer, this.data.units) : [];
  });
  protected readonly per = computed(() => {
    const offer = this.sold()?.offer;
    return offer?.kind === 'plan' ? perPeriod(offer.period) : '';
  });
  protected readonly youGet = computed(() => {
    const offer = this.sold()?.offer;
    if (offer?.kind !== 'plan') return $localize`You get`;
    return offer.period === 'month' ? $localize`You get every month` : $localize`You get every year`;
  });

  constructor() {
    this.stayWhenBroughtBack();
  }

  protected async pay(): Promise<void> {
    const sold = this.sold();
    if (!sold || !this.quote() || this.isLeaving()) return;
    this.isLeaving.set(true);
    this.trouble.set(null);
    this.priceBefore.set(null);
    try {
      const intent = { sold, units: this.data.units, operationKey: this.operationKey };
      const { checkoutUrl } = await this.checkout.start(intent);
      this.leaveFor(checkoutUrl);
    } catch (error) {
      await this.refuse(troubleOf(error), sold);
      this.isLeaving.set(false);
    }
  }

  private async refuse(trouble: Trouble, sold: Package): Promise<void> {
    const isOutdated = trouble.code === 'package-changed' || trouble.code === 'package-not-on-sale';
    if (!isOutdated) {
      this.trouble.set(trouble);
      return;
    }
    const before = quote(sold.offer, this.data.units);
    this.operationKey = newOperationKey();
    this.trouble.set(await this.catalog.refresh());
    this.priceBefore.set(before && moneyText(before.price));
  }

  /** With the back button browsers show this page as it was left, still leaving. */
  private stayWhenBroughtBack(): void {
    const listening = new AbortController();
    inject(DestroyRef).onDestroy(() => listening.abort());
    inject(DOCUMENT).defaultView?.addEventListener('pageshow', () => this.isLeaving.set(false), {
      signal: listening.signal,
    });
  }
}
