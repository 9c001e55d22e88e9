import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LowBalanceAlerts } from '../alerts/low-balance-alerts.js';
import { CurrentAllocations } from '../allocations/current-allocations.js';
import type { BreakdownData, BreakdownOf } from '../breakdown/breakdown.js';
import { LiveAccount } from '../live/live-account.js';
import { RecentPurchases } from '../purchases/recent-purchases.js';
import { RatesInForce } from '../rates/rates-in-force.js';
import type { ReceiptData } from '../receipt/receipt-data.js';
import { CurrentSession } from '../session/current-session.js';
import { AccountStatement } from '../statement/account-statement.js';
import { monthUsage } from '../statement/month-usage.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { UsageHistory } from '../usage-history/usage-history.js';
import { PurchaseCard } from './purchase-card.js';
import { QuickActions } from './quick-actions.js';
import { scrollToSection } from './scroll-to-section.js';
import { SummaryCards } from './summary-cards.js';

const loadBreakdown = async () => (await import('../breakdown/breakdown-sheet.js')).BreakdownSheet;
const loadReceipt = async () => (await import('../receipt/receipt-sheet.js')).ReceiptSheet;

@Component({
  selector: 'tl-overview-page',
  imports: [
    CurrentAllocations,
    LowBalanceAlerts,
    PurchaseCard,
    QuickActions,
    RatesInForce,
    RecentPurchases,
    RouterLink,
    Skeleton,
    SummaryCards,
    TroubleNotice,
    UsageHistory,
  ],
  providers: [Sheets],
  templateUrl: './overview.page.html',
  styleUrl: './overview.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewPage {
  protected readonly statement = inject(AccountStatement);
  protected readonly live = inject(LiveAccount);
  protected readonly session = inject(CurrentSession);
  protected readonly zone = inject(ViewerClock).zone;
  protected readonly rates = pages.rates;
  protected readonly allUsage = pages.usage;
  private readonly sheets = inject(Sheets);
  private readonly document = inject(DOCUMENT);
  private readonly allocations = viewChild(CurrentAllocations);

  protected readonly usage = computed(() => {
    const days = this.statement.days.value();
    return days && monthUsage(days);
  });

  /** There is no balance to show, and why. */
  protected readonly balanceTrouble = computed(() => {
    const { balance } = this.statement;
    return balance.value() === null ? balance.trouble() : null;
  });

  constructor() {
    const preparing = effect(() => {
      if (!this.statement.balance.value()) return;
      this.sheets.prepare(loadBreakdown, loadReceipt);
      preparing.destroy();
    });
  }

  protected async openBreakdown(of: BreakdownOf): Promise<void> {
    await this.sheets.open<BreakdownData>(loadBreakdown, { of });
  }

  protected async openReceipt(entry: ReceiptData): Promise<void> {
    await this.sheets.open<ReceiptData>(loadReceipt, entry);
  }

  protected viewHistory(): void {
    scrollToSection(this.document, 'usage-history');
  }

  protected openAllocation(model: string): void {
    this.allocations()?.open(model);
  }
}
