import { pages } from '#libs/contract';

/** Which of the prepared accounts, or somebody who looks after accounts. */
export type Viewer = 'user' | 'auditor' | 'administrator' | 'nobody';

export interface ListedPage {
  readonly path: string;
  readonly viewer: Viewer;
  /** There once the page is. */
  readonly heading: string;
  /** Answers of the API that the page cannot do without; null: it says nothing else without them. */
  readonly needs: RegExp | null;
}

export interface Subjects {
  readonly accountId: string;
  readonly purchaseId: string;
  readonly model: string;
  readonly modelName: string;
}

/**
 * Every page that the dashboard has: a new one in the contract is missing here until it is listed, and is then looked
 * at on every screen, in both themes, with what is as long as it may be, with nothing, and without its answers.
 */
export const allPages = ({ accountId, purchaseId, model, modelName }: Subjects) =>
  ({
    dashboard: {
      ...{ path: pages.dashboard, viewer: 'user', heading: 'Token management' },
      needs: /\/(balance|usage|purchases)\b/,
    },
    allocations: { path: pages.allocations, viewer: 'user', heading: 'Allocations', needs: /\/balance$/ },
    allocation: { path: pages.allocation(model), viewer: 'user', heading: modelName, needs: /\/balance$/ },
    usage: { path: pages.usage, viewer: 'user', heading: 'Usage', needs: /\/usage\b/ },
    rates: { path: pages.rates, viewer: 'user', heading: 'Rates', needs: /\/features$/ },
    store: { path: pages.store, viewer: 'user', heading: 'Token Store', needs: /\/packages/ },
    purchase: {
      ...{ path: pages.purchase(purchaseId), viewer: 'user', heading: 'Waiting for the payment' },
      needs: /\/purchases\//,
    },
    subscriptions: {
      ...{ path: pages.subscriptions, viewer: 'user', heading: 'Plan & auto top-up' },
      needs: /\/subscriptions/,
    },
    purchases: { path: pages.purchases, viewer: 'user', heading: 'Purchases', needs: /\/purchases\b/ },
    accounts: { path: pages.accounts, viewer: 'auditor', heading: 'Accounts', needs: /\/accounts$/ },
    account: {
      ...{ path: pages.account(accountId), viewer: 'administrator', heading: accountId },
      needs: /\/(balance|usage|corrections|limits|events)\b/,
    },
    administrationRates: {
      ...{ path: pages.administrationRates, viewer: 'administrator', heading: 'Set rates' },
      needs: /\/features$/,
    },
    administrationCatalog: {
      ...{ path: pages.administrationCatalog, viewer: 'administrator', heading: 'Catalog' },
      needs: /\/packages/,
    },
    notifications: {
      ...{ path: pages.notifications, viewer: 'user', heading: 'Notifications' },
      needs: /\/notifications\b/,
    },
    design: { path: pages.design, viewer: 'nobody', heading: 'Design system', needs: null },
    signIn: { path: pages.signIn, viewer: 'nobody', heading: 'Sign in', needs: null },
  }) satisfies Record<Exclude<keyof typeof pages, 'administration'>, ListedPage>;

/** Those of a user who has neither bought nor used anything: a model that is not held has no name there. */
export function pagesWithoutAnything(subjects: Subjects): readonly ListedPage[] {
  const { purchase, ...others } = allPages({ ...subjects, modelName: subjects.model });
  return Object.values(others).filter(({ path, viewer }) => viewer === 'user' && path !== purchase.path);
}
