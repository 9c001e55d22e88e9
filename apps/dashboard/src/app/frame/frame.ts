import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import type { Role } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideShoppingBag } from '@lucide/angular';
import { LiveAccount } from '../live/live-account.js';
import { Notifications } from '../notifications/notifications.js';
import { NotificationsBell } from '../notifications/notifications-bell.js';
import { CurrentSession } from '../session/current-session.js';
import { AccountStatement } from '../statement/account-statement.js';
import { BrandMark } from '../ui/brand-mark.js';
import { Skeleton } from '../ui/skeleton.js';
import { ThemeSwitch } from '../ui/theme-switch.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountMenu } from './account-menu.js';
import { AsOfChip } from './as-of-chip.js';
import { NoAccount } from './no-account.js';
import { PageShown } from './page-shown.js';
import { PlacesNav } from './places-nav.js';
import { ADMINISTRATOR_PLACES, OPERATOR_PLACES, PLACES } from './places.js';

/** They are not about an account of one's own. */
const OPERATOR_PAGES = [pages.accounts, pages.administration];

/** What stands around every page of somebody who is signed in. */
@Component({
  selector: 'tl-frame',
  imports: [
    AccountMenu,
    AsOfChip,
    BrandMark,
    LucideShoppingBag,
    NoAccount,
    NotificationsBell,
    PlacesNav,
    RouterLink,
    RouterOutlet,
    Skeleton,
    ThemeSwitch,
    TroubleNotice,
  ],
  providers: [AccountStatement, LiveAccount, Notifications, PageShown],
  templateUrl: './frame.html',
  styleUrl: './frame.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Frame {
  protected readonly session = inject(CurrentSession);
  protected readonly shown = inject(PageShown);
  protected readonly isOperator = computed(() => isOperator(this.session.user()?.role));
  protected readonly places = computed(() => [
    ...(this.session.accountId() === null ? [] : PLACES),
    ...(this.isOperator() ? OPERATOR_PLACES : []),
    ...(this.session.isAdministrator() ? ADMINISTRATOR_PLACES : []),
  ]);
  /** Whoever has no account of their own has nothing to see on the pages of one. */
  protected readonly hasPage = computed(
    () =>
      this.session.accountId() !== null ||
      (this.isOperator() && OPERATOR_PAGES.some((page) => this.shown.path().startsWith(page))),
  );
  protected readonly store = pages.store;
  private readonly live = inject(LiveAccount);

  constructor() {
    if (!this.session.user()) void this.session.load();
    effect(() => {
      const accountId = this.session.accountId();
      if (accountId !== null) untracked(() => this.live.follow(accountId));
    });
  }
}

function isOperator(role: Role | undefined): boolean {
  return role === 'administrator' || role === 'auditor';
}
