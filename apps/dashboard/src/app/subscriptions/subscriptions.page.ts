import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideRepeat } from '@lucide/angular';
import { LiveAccount } from '../live/live-account.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { TopUpPanel } from '../top-up/top-up-panel.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { Billing } from './billing.js';
import { EndedSubscriptions } from './ended-subscriptions.js';
import { loadCancelSheet, SubscriptionPanel } from './subscription-panel.js';

/** What the account buys again by itself: its plan, and the auto top-up. */
@Component({
  selector: 'tl-subscriptions-page',
  imports: [
    EndedSubscriptions,
    LucideRepeat,
    RouterLink,
    Skeleton,
    SubscriptionPanel,
    TopUpPanel,
    TroubleNotice,
  ],
  providers: [Billing, Sheets, StoreCatalog],
  templateUrl: './subscriptions.page.html',
  styleUrl: './subscriptions.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SubscriptionsPage {
  protected readonly billing = inject(Billing);
  protected readonly store = pages.store;
  private readonly all = computed(() => this.billing.subscriptions.value()?.items ?? null);
  protected readonly running = computed(() => this.all()?.filter(({ status }) => status !== 'ended') ?? null);
  protected readonly ended = computed(() => this.all()?.filter(({ status }) => status === 'ended') ?? []);

  constructor() {
    const live = inject(LiveAccount);
    const catalog = inject(StoreCatalog);
    inject(Sheets).prepare(loadCancelSheet);
    void catalog.refresh();
    effect(() => {
      live.refreshedAt();
      untracked(() => void this.billing.refresh());
    });
  }
}
