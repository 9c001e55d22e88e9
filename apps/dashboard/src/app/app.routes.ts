import type { Routes } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { FRAMED } from './frame/places.js';

const path = (page: string) => page.slice(1);
const below = (page: string) => page.slice(FRAMED.length + 1);

export const appRoutes: Routes = [
  {
    path: path(pages.signIn),
    title: $localize`Sign in · Token Ledger`,
    loadComponent: async () => (await import('./sign-in/sign-in.page.js')).SignInPage,
  },
  {
    path: path(FRAMED),
    loadComponent: async () => (await import('./frame/frame.js')).Frame,
    children: [
      {
        path: below(pages.dashboard),
        title: $localize`Token management · Token Ledger`,
        loadComponent: async () => (await import('./overview/overview-entrance.js')).OverviewEntrance,
      },
      {
        path: below(pages.store),
        title: $localize`Token store · Token Ledger`,
        loadComponent: async () => (await import('./store/store.page.js')).StorePage,
      },
      {
        // A parameter has a colon, which the page would encode.
        path: `${below(pages.purchase(''))}:purchaseId`,
        title: $localize`Purchase · Token Ledger`,
        loadComponent: async () =>
          (await import('./purchase-progress/purchase-progress.page.js')).PurchaseProgressPage,
      },
      {
        path: below(pages.subscriptions),
        title: $localize`Plan & auto top-up · Token Ledger`,
        loadComponent: async () => (await import('./subscriptions/subscriptions.page.js')).SubscriptionsPage,
      },
      {
        path: below(pages.accounts),
        title: $localize`Accounts · Token Ledger`,
        loadComponent: async () => (await import('./accounts/accounts.page.js')).AccountsPage,
      },
      {
        path: `${below(pages.account(''))}:accountId`,
        title: $localize`Account · Token Ledger`,
        loadComponent: async () => (await import('./accounts/account.page.js')).AccountPage,
      },
      {
        path: below(pages.allocations),
        title: $localize`Allocations · Token Ledger`,
        loadComponent: async () => (await import('./allocations/allocations.page.js')).AllocationsPage,
      },
      {
        path: `${below(pages.allocation(''))}:model`,
        title: $localize`Allocation · Token Ledger`,
        loadComponent: async () => (await import('./allocations/allocation.page.js')).AllocationPage,
      },
      {
        path: below(pages.administrationRates),
        title: $localize`Set rates · Token Ledger`,
        loadComponent: async () =>
          (await import('./administration/administration-rates.page.js')).AdministrationRatesPage,
      },
      {
        path: below(pages.administrationCatalog),
        title: $localize`Catalog · Token Ledger`,
        loadComponent: async () =>
          (await import('./administration/administration-catalog.page.js')).AdministrationCatalogPage,
      },
      {
        path: below(pages.usage),
        title: $localize`Usage · Token Ledger`,
        loadComponent: async () => (await import('./usage-explorer/usage.page.js')).UsagePage,
      },
      {
        path: below(pages.rates),
        title: $localize`Rates · Token Ledger`,
        loadComponent: async () => (await import('./rates/rates.page.js')).RatesPage,
      },
      {
        path: below(pages.notifications),
        title: $localize`Notifications · Token Ledger`,
        loadComponent: async () => (await import('./notifications/notifications.page.js')).NotificationsPage,
      },
      {
        path: below(pages.purchases),
        title: $localize`Purchases · Token Ledger`,
        loadComponent: async () => (await import('./purchases/purchases.page.js')).PurchasesPage,
      },
    ],
  },
  {
    path: path(pages.design),
    title: 'Design system · Token Ledger',
    loadComponent: async () => (await import('./design/design.page.js')).DesignPage,
  },
  { path: '', pathMatch: 'full', redirectTo: path(pages.dashboard) },
  {
    path: '**',
    title: $localize`Not found · Token Ledger`,
    loadComponent: async () => (await import('./frame/not-found.page.js')).NotFoundPage,
  },
];
