import { pages } from '#libs/contract/routes';
import {
  LucideHistory,
  LucideLayers,
  LucideLayoutDashboard,
  LucidePackage,
  LucideReceiptText,
  LucideRepeat,
  LucideScale,
  LucideShoppingBag,
  LucideSlidersHorizontal,
  LucideUsers,
  type LucideIcon,
} from '@lucide/angular';

export interface Place {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly page: string;
  /** One of the four at the thumb on a phone; the others are behind More. */
  readonly isMain?: boolean;
}

/** For those who look after the accounts of others. */
export const OPERATOR_PLACES: readonly Place[] = [
  { name: $localize`Accounts`, icon: LucideUsers, page: pages.accounts },
];

/** For those who decide what things cost and what is sold. */
export const ADMINISTRATOR_PLACES: readonly Place[] = [
  { name: $localize`Set rates`, icon: LucideSlidersHorizontal, page: pages.administrationRates },
  { name: $localize`Catalog`, icon: LucidePackage, page: pages.administrationCatalog },
];

/** All pages of somebody who is signed in are below it. */
export const FRAMED = '/dashboard/user/token-management';

export const PLACES: readonly Place[] = [
  { name: $localize`Overview`, icon: LucideLayoutDashboard, page: pages.dashboard, isMain: true },
  { name: $localize`Usage`, icon: LucideHistory, page: pages.usage, isMain: true },
  { name: $localize`Allocations`, icon: LucideLayers, page: pages.allocations, isMain: true },
  { name: $localize`Rates`, icon: LucideScale, page: pages.rates },
  { name: $localize`Store`, icon: LucideShoppingBag, page: pages.store, isMain: true },
  { name: $localize`Plan`, icon: LucideRepeat, page: pages.subscriptions },
  { name: $localize`Purchases`, icon: LucideReceiptText, page: pages.purchases },
];

/** At the bottom of a phone: what fits there without being small. */
const BAR_PLACES_MAX = 5;

/** What of the places is shown on a phone only once More is opened. */
export function placesBehindMore(places: readonly Place[]): readonly Place[] {
  return places.length <= BAR_PLACES_MAX ? [] : places.filter(({ isMain }) => !isMain);
}
