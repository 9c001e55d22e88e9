import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Purchase } from '#libs/contract';
import { pages, routes } from '#libs/contract/routes';
import { LucideArrowRight, LucideChevronDown, LucideExternalLink } from '@lucide/angular';
import { moneyText } from '../amounts/money-text.js';
import { Included } from '../store/included.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { PurchaseStatusBadge } from './purchase-status.js';

/** Purchases, newest first. One of several models opens what was in it. */
@Component({
  selector: 'tl-purchases-table',
  imports: [
    Amount,
    Included,
    LucideArrowRight,
    LucideChevronDown,
    LucideExternalLink,
    PurchaseStatusBadge,
    RouterLink,
    ScrollEdge,
  ],
  templateUrl: './purchases-table.html',
  styleUrl: './purchases-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PurchasesTable {
  readonly purchases = input.required<readonly Purchase[]>();
  /** For the caption: which purchases these are. */
  readonly caption = input($localize`Purchases, newest first`);

  private readonly zone = inject(ViewerClock).zone;
  private readonly openedIds = signal<ReadonlySet<string>>(new Set());
  protected readonly rows = computed(() => {
    const opened = this.openedIds();
    return this.purchases().map((purchase) => ({
      ...rowOf(purchase),
      date: momentText(purchase.startedAt, this.zone),
      isOpen: opened.has(purchase.purchaseId),
    }));
  });

  protected toggle(purchaseId: string): void {
    this.openedIds.update((before) => {
      const after = new Set(before);
      if (!after.delete(purchaseId)) after.add(purchaseId);
      return after;
    });
  }
}

function rowOf(purchase: Purchase) {
  const { accountId, purchaseId, items, units, packageName } = purchase;
  return {
    purchase,
    page: pages.purchase(purchaseId),
    receipt: routes.purchaseReceipt(accountId, purchaseId),
    detailsId: `purchase-details-${purchaseId}`,
    name: units > 1 ? `${packageName} × ${units}` : packageName,
    amount: moneyText(purchase.price),
    /** Null where several models are in it: their tokens are not one number. */
    tokens: items.length === 1 ? (items[0]?.tokens ?? null) : null,
    included: items.map(({ modelName, tokens }) => ({ name: modelName, tokens })),
  };
}
