import { HttpClient } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PurchaseAnswer } from '#libs/contract';
import { pages, routes } from '#libs/contract/routes';
import { LucideArrowRight, LucideExternalLink } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { moneyText } from '../amounts/money-text.js';
import { LiveAccount } from '../live/live-account.js';
import { CurrentSession } from '../session/current-session.js';
import { Included } from '../store/included.js';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { NewBalances } from './new-balances.js';
import { progressWords } from './progress-words.js';
import { PurchaseWatch } from './purchase-watch.js';
import { StageSign } from './stage-sign.js';

/** Where the payment page leads back to. Everything it shows is asked of the server, so it may be closed and reopened. */
@Component({
  selector: 'tl-purchase-progress-page',
  imports: [
    Included,
    LucideArrowRight,
    LucideExternalLink,
    NewBalances,
    RouterLink,
    Skeleton,
    StageSign,
    TroubleNotice,
  ],
  templateUrl: './purchase-progress.page.html',
  styleUrl: './purchase-progress.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PurchaseProgressPage {
  /** From the address. */
  readonly purchaseId = input.required<string>();

  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly live = inject(LiveAccount);
  private readonly zone = inject(ViewerClock).zone;

  protected readonly pages = pages;
  protected readonly missing = $localize`There is no such purchase.`;
  protected readonly notLoaded = $localize`The purchase could not be loaded.`;
  protected readonly watch = computed(() => {
    const [accountId, purchaseId] = [this.session.accountId() ?? '', this.purchaseId()];
    const path = routes.purchase(accountId, purchaseId);
    return new PurchaseWatch(() => firstValueFrom(this.http.get<PurchaseAnswer>(path)));
  });
  protected readonly purchase = computed(() => this.watch().purchase());
  protected readonly words = computed(() => {
    const purchase = this.purchase();
    return purchase && progressWords(purchase);
  });
  protected readonly details = computed(() => {
    const purchase = this.purchase();
    return purchase && this.detailsOf(purchase);
  });

  constructor() {
    effect((onCleanup) => {
      const watch = this.watch();
      watch.askNow();
      onCleanup(() => watch.stop());
    });
    // What moves the account may be this purchase.
    effect(() => {
      this.live.refreshedAt();
      untracked(() => this.watch().askNow());
    });
    effect(() => {
      if (this.purchase()?.status === 'completed') untracked(() => this.live.refreshNow());
    });
    this.askWhenLookedAt();
  }

  /** Browsers slow down the timers of pages that nobody looks at. */
  private askWhenLookedAt(): void {
    const document = inject(DOCUMENT);
    const listening = new AbortController();
    inject(DestroyRef).onDestroy(() => listening.abort());
    document.addEventListener('visibilitychange', () => this.watch().askNow(), { signal: listening.signal });
  }

  private detailsOf({ accountId, purchaseId, items, price, ...purchase }: PurchaseAnswer) {
    return {
      price: moneyText(price),
      items: items.map(({ modelName, tokens }) => ({ name: modelName, tokens })),
      startedAt: exactMomentText(purchase.startedAt, this.zone),
      paidAt: purchase.paidAt && exactMomentText(purchase.paidAt, this.zone),
      receipt: purchase.paidAt && routes.purchaseReceipt(accountId, purchaseId),
    };
  }
}
