import type { Routes } from '@angular/router';
import { pages } from '#libs/contract/routes';

const path = (page: string) => page.slice(1);

export const appRoutes: Routes = [
  {
    path: path(pages.signIn),
    title: 'Sign in · Token Ledger',
    loadComponent: async () => (await import('./sign-in/sign-in.page.js')).SignInPage,
  },
  {
    path: path(pages.dashboard),
    loadComponent: async () => (await import('./frame/frame.js')).Frame,
    children: [
      {
        path: '',
        title: 'Token management · Token Ledger',
        loadComponent: async () => (await import('./overview/overview.page.js')).OverviewPage,
      },
    ],
  },
  { path: '', pathMatch: 'full', redirectTo: path(pages.dashboard) },
  {
    path: '**',
    title: 'Not found · Token Ledger',
    loadComponent: async () => (await import('./frame/not-found.page.js')).NotFoundPage,
  },
];
