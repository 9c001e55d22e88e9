import { pages } from '#libs/contract/routes';
import {
  LucideHistory,
  LucideLayers,
  LucideLayoutDashboard,
  LucideReceiptText,
  LucideRepeat,
  LucideShoppingBag,
  LucideUsers,
  type LucideIcon,
} from '@lucide/angular';

export interface Place {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly page: string;
  /** A section of the overview, by its id; the page itself when null. */
  readonly section: string | null;
}

/** For those who look after the accounts of others. */
export const OPERATOR_PLACES: readonly Place[] = [
  { name: 'Accounts', icon: LucideUsers, page: pages.accounts, section: null },
];

/** All pages of somebody who is signed in are below it. */
export const FRAMED = '/dashboard/user/token-management';
export const PURCHASES_PAGE = `${FRAMED}/purchases`;

/** What there is to go to now; more pages come with what they show. */
export const PLACES: readonly Place[] = [
  { name: 'Overview', icon: LucideLayoutDashboard, page: pages.dashboard, section: null },
  { name: 'Allocations', icon: LucideLayers, page: pages.dashboard, section: 'allocations' },
  { name: 'Usage', icon: LucideHistory, page: pages.dashboard, section: 'usage-history' },
  { name: 'Store', icon: LucideShoppingBag, page: pages.store, section: null },
  { name: 'Plan', icon: LucideRepeat, page: pages.subscriptions, section: null },
  { name: 'Purchases', icon: LucideReceiptText, page: PURCHASES_PAGE, section: null },
];
