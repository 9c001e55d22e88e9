import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LiveAccount } from '../live/live-account.js';
import { AccountStatement } from '../statement/account-statement.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { NoPurchases } from './no-purchases.js';
import { PurchasesTable } from './purchases-table.js';

/** The newest purchases, as live as the rest of the overview. */
@Component({
  selector: 'tl-recent-purchases',
  imports: [NoPurchases, PurchasesTable, RouterLink, Skeleton, TroubleNotice],
  template: `
    <div class="heading">
      <h2 i18n id="purchases-title">Recent Purchases</h2>
      @if (statement.purchases.value()?.items?.length) {
        <a i18n class="small" [routerLink]="allPurchases">All purchases</a>
      }
    </div>
    @if (statement.purchases.value(); as page) {
      @if (page.items.length > 0) {
        <tl-purchases-table
          class="panel"
          caption="Recent purchases, newest first"
          i18n-caption
          [purchases]="page.items"
        />
      } @else {
        <tl-no-purchases class="panel wide" />
      }
    } @else if (statement.purchases.trouble(); as trouble) {
      <tl-trouble-notice
        class="panel"
        what="Your purchases could not be loaded."
        i18n-what
        [trouble]="trouble"
        (retry)="live.refreshNow()"
      />
    } @else {
      <div class="panel waiting" role="status" aria-label="Loading purchases" i18n-aria-label>
        @for (row of [1, 2, 3]; track row) {
          <tl-skeleton height="18px" />
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .heading {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 2px var(--space-4);
      margin-bottom: var(--space-3);
    }
    .wide {
      max-width: none;
    }
    .waiting {
      display: grid;
      gap: var(--space-5);
      padding: var(--space-5) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecentPurchases {
  protected readonly statement = inject(AccountStatement);
  protected readonly live = inject(LiveAccount);
  protected readonly allPurchases = pages.purchases;
}
