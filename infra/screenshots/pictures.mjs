const TOKENS = '/dashboard/user/token-management';
const DESK = { width: 1280, height: 820 };
const PHONE = { width: 390, height: 844 };

/** @type {(name: string, path: string, more?: object) => object} */
const picture = (name, path, more = {}) => ({
  ...{ name, path: path.startsWith('/') ? path : `${TOKENS}/${path}` },
  ...{ login: 'demo', screen: DESK, theme: 'light', ...more },
});

/** What is taken: a page, whoever sees it, on which screen, what there is to wait for, and the heading it begins with. */
export const PICTURES = [
  picture('dashboard', 'dashboard', { shows: 'tl-usage-history tbody tr' }),
  picture('dashboard-dark', 'dashboard', { theme: 'dark', shows: 'tl-usage-history tbody tr' }),
  picture('dashboard-phone', 'dashboard', { screen: PHONE, shows: 'tl-usage-history tbody tr' }),
  picture('usage', 'usage', { shows: 'tl-usage-history tbody tr' }),
  picture('allocation', 'allocations/gpt-5-nano', { shows: 'tl-step-chart svg' }),
  picture('store', 'store', { shows: 'tl-bundle-card' }),
  picture('plan', 'subscriptions', { shows: 'h2' }),
  picture('rates', 'rates', { shows: 'tl-rate-of-feature' }),
  picture('account', 'accounts/demo', {
    login: 'auditor',
    shows: 'tl-account-event-list details',
    from: 'Balance at a moment',
  }),
  picture('administration', 'administration/rates', { login: 'admin', shows: 'tl-rate-of-feature' }),
  picture('design', '/design', { login: null, shows: 'tl-palette-panel' }),
];
