import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Subscription } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideArrowRight, LucideLifeBuoy, LucideTriangleAlert } from '@lucide/angular';
import { moneyText } from '../amounts/money-text.js';
import { LeaveFor } from '../http/leave-for.js';
import { RequestedAct } from '../http/requested-act.js';
import { Included } from '../store/included.js';
import { everyPeriod, perPeriod, pricePerPeriod } from '../store/period-words.js';
import { dayText, momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Sheets } from '../ui/sheets.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { Billing } from './billing.js';
import { subscriptionWords } from './subscription-words.js';

export const loadCancelSheet = async () => (await import('./cancel-sheet.js')).CancelSheet;

/** A subscription that is not over: where it stands, and what can be done with it. */
@Component({
  selector: 'tl-subscription-panel',
  imports: [Included, LucideArrowRight, LucideLifeBuoy, LucideTriangleAlert, RouterLink, TroubleNotice],
  templateUrl: './subscription-panel.html',
  styleUrls: ['../ui/standing-panel.css', './subscription-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubscriptionPanel {
  readonly subscription = input.required<Subscription>();
  private readonly billing = inject(Billing);
  private readonly sheets = inject(Sheets);
  private readonly leaveFor = inject(LeaveFor);
  private readonly zone = inject(ViewerClock).zone;

  protected readonly store = pages.store;
  protected readonly requested = new RequestedAct(() => this.billing.refresh());
  protected readonly words = computed(() => subscriptionWords(this.subscription(), this.zone));
  protected readonly price = computed(() => moneyText(this.subscription().price));
  protected readonly per = computed(() => perPeriod(this.subscription().every));
  protected readonly every = computed(() => everyPeriod(this.subscription().every));
  protected readonly items = computed(() =>
    this.subscription().allowances.map(({ modelName, tokens }) => ({ name: modelName, tokens })),
  );
  protected readonly period = computed(() => {
    const { start, end } = this.subscription().currentPeriod;
    return $localize`${dayText(start, this.zone)}:start: to ${momentText(end, this.zone)}:end:`;
  });
  protected readonly pending = computed(() => {
    const { pendingPlan, currentPeriod } = this.subscription();
    if (!pendingPlan) return null;
    const { planName, price, every } = pendingPlan;
    return {
      planName,
      price: pricePerPeriod(moneyText(price), every),
      from: dayText(currentPeriod.end, this.zone),
    };
  });
  protected readonly inFlight = computed(() => {
    const { paymentInFlight } = this.subscription();
    return paymentInFlight && pages.purchase(paymentInFlight.purchaseId);
  });

  protected async payNow(): Promise<void> {
    await this.requested.carryOut('pay', async (key) => {
      const { checkoutUrl } = await this.billing.pay(this.subscription(), key);
      this.leaveFor(checkoutUrl);
    });
  }

  protected async resume(): Promise<void> {
    await this.requested.carryOut('resume', async (key) => {
      await this.billing.resume(this.subscription(), key);
      await this.billing.refresh();
    });
  }

  /** Choosing the present plan withdraws the change. */
  protected async keepPlan(): Promise<void> {
    const { packageId, packageVersion } = this.subscription();
    await this.requested.carryOut('keep', async (key) => {
      await this.billing.changePlan(this.subscription(), { packageId, packageVersion }, key);
      await this.billing.refresh();
    });
  }

  protected async askToCancel(): Promise<void> {
    await this.sheets.open(loadCancelSheet, this.subscription());
  }
}
