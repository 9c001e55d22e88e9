import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Subscription } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideArrowRight, LucideLifeBuoy, LucideTriangleAlert } from '@lucide/angular';
import { moneyText } from '../amounts/money-text.js';
import { LeaveFor } from '../http/leave-for.js';
import { newOperationKey } from '../http/operation-key.js';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { Included } from '../store/included.js';
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
  styleUrl: './subscription-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubscriptionPanel {
  readonly subscription = input.required<Subscription>();
  private readonly billing = inject(Billing);
  private readonly sheets = inject(Sheets);
  private readonly leaveFor = inject(LeaveFor);
  private readonly zone = inject(ViewerClock).zone;
  private readonly keys = new Map<string, string>();
  private again: (() => Promise<void>) | null = null;

  protected readonly store = pages.store;
  protected readonly isWaiting = signal(false);
  protected readonly trouble = signal<Trouble | null>(null);
  protected readonly words = computed(() => subscriptionWords(this.subscription(), this.zone));
  protected readonly price = computed(() => moneyText(this.subscription().price));
  protected readonly items = computed(() =>
    this.subscription().allowances.map(({ modelName, tokens }) => ({ name: modelName, tokens })),
  );
  protected readonly period = computed(() => {
    const { start, end } = this.subscription().currentPeriod;
    return `${dayText(start, this.zone)} to ${momentText(end, this.zone)}`;
  });
  protected readonly pending = computed(() => {
    const { pendingPlan, currentPeriod } = this.subscription();
    if (!pendingPlan) return null;
    const { planName, price, every } = pendingPlan;
    return { planName, price: moneyText(price), every, from: dayText(currentPeriod.end, this.zone) };
  });
  protected readonly inFlight = computed(() => {
    const { paymentInFlight } = this.subscription();
    return paymentInFlight && pages.purchase(paymentInFlight.purchaseId);
  });

  protected async payNow(): Promise<void> {
    await this.once('pay', async (key) => {
      const { checkoutUrl } = await this.billing.pay(this.subscription(), key);
      this.leaveFor(checkoutUrl);
    });
  }

  protected async resume(): Promise<void> {
    await this.once('resume', async (key) => {
      await this.billing.resume(this.subscription(), key);
      await this.billing.refresh();
    });
  }

  /** Choosing the present plan withdraws the change. */
  protected async keepPlan(): Promise<void> {
    const { packageId, packageVersion } = this.subscription();
    await this.once('keep', async (key) => {
      await this.billing.changePlan(this.subscription(), { packageId, packageVersion }, key);
      await this.billing.refresh();
    });
  }

  protected async askToCancel(): Promise<void> {
    await this.sheets.open(loadCancelSheet, this.subscription());
  }

  protected async tryAgain(): Promise<void> {
    await this.again?.();
  }

  /** A retry of the same intent has the same key; one that was done, or refused for good, is done with. */
  private async once(intent: string, act: (key: string) => Promise<void>): Promise<void> {
    if (this.isWaiting()) return;
    const key = this.keys.get(intent) ?? newOperationKey();
    this.keys.set(intent, key);
    this.again = () => this.once(intent, act);
    this.isWaiting.set(true);
    this.trouble.set(null);
    try {
      await act(key);
      this.keys.delete(intent);
    } catch (error) {
      const trouble = troubleOf(error);
      this.trouble.set(trouble);
      if (trouble.status >= 400 && trouble.status < 500) {
        this.keys.delete(intent);
        await this.billing.refresh();
      }
    } finally {
      this.isWaiting.set(false);
    }
  }
}
