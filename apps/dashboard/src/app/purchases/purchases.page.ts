import { ChangeDetectionStrategy, Component, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LiveAccount } from '../live/live-account.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AllPurchases } from './all-purchases.js';
import { NoPurchases } from './no-purchases.js';
import { PurchasesTable } from './purchases-table.js';

@Component({
  selector: 'tl-purchases-page',
  imports: [NoPurchases, PurchasesTable, RouterLink, Skeleton, TroubleNotice],
  providers: [AllPurchases],
  template: `
    <header>
      <h1 i18n>Purchases</h1>
      <a i18n class="button" [routerLink]="store">Go to the store</a>
    </header>
    @if (all.items(); as items) {
      @if (items.length > 0) {
        <tl-purchases-table class="panel" [purchases]="items" />
      } @else {
        <tl-no-purchases class="panel" />
      }
      @if (all.trouble(); as trouble) {
        <tl-trouble-notice
          class="panel"
          what="Not all purchases could be loaded."
          i18n-what
          [trouble]="trouble"
          (retry)="all.hasMore() ? all.showMore() : all.refresh()"
        />
      } @else if (all.hasMore()) {
        <button
          i18n
          type="button"
          class="button more"
          [attr.aria-disabled]="all.isLoadingMore()"
          (click)="all.showMore()"
        >
          Show more
        </button>
      }
    } @else if (all.trouble(); as trouble) {
      <tl-trouble-notice
        class="panel"
        what="Your purchases could not be loaded."
        i18n-what
        [trouble]="trouble"
        (retry)="all.refresh()"
      />
    } @else {
      <div class="panel waiting" role="status" aria-label="Loading purchases" i18n-aria-label>
        @for (row of [1, 2, 3, 4, 5]; track row) {
          <tl-skeleton height="18px" />
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-5);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    tl-no-purchases {
      width: 100%;
      max-width: none;
    }
    .more {
      justify-self: center;
    }
    .waiting {
      display: grid;
      gap: var(--space-5);
      padding: var(--space-5) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PurchasesPage {
  protected readonly all = inject(AllPurchases);
  protected readonly store = pages.store;

  constructor() {
    const live = inject(LiveAccount);
    effect(() => {
      live.refreshedAt();
      untracked(() => void this.all.refresh());
    });
  }
}
