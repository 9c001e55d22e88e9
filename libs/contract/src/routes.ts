/** Paths of the API, in one place for server, dashboard and command line. */
export const API = '/api/v1';

const account = (accountId: string) => `${API}/accounts/${encodeURIComponent(accountId)}`;

export const routes = {
  session: `${API}/session`,
  users: `${API}/users`,
  apiKeys: `${API}/api-keys`,
  apiKey: (id: string) => `${API}/api-keys/${encodeURIComponent(id)}`,
  features: `${API}/features`,
  models: `${API}/models`,
  featureRate: (feature: string) => `${API}/features/${encodeURIComponent(feature)}/rate`,
  model: (model: string) => `${API}/models/${encodeURIComponent(model)}`,
  consumptions: (accountId: string) => `${account(accountId)}/consumptions`,
  grants: (accountId: string) => `${account(accountId)}/grants`,
  expirations: (accountId: string) => `${account(accountId)}/expirations`,
  allocation: (accountId: string, model: string) =>
    `${account(accountId)}/allocations/${encodeURIComponent(model)}`,
  balance: (accountId: string) => `${account(accountId)}/balance`,
  usage: (accountId: string) => `${account(accountId)}/usage`,
  usageByDay: (accountId: string) => `${account(accountId)}/usage/days`,
  usageByMonth: (accountId: string) => `${account(accountId)}/usage/months`,
  /** Server-sent events. */
  live: (accountId: string) => `${account(accountId)}/live`,
  briefBalance: '/dashboard/user/token-management/balance',
  briefFeatureRate: (feature: string) => `/api/feature-rates/${encodeURIComponent(feature)}`,
} as const;

export const pages = {
  dashboard: '/dashboard/user/token-management/dashboard',
  store: '/dashboard/user/token-management/store',
  signIn: '/sign-in',
} as const;

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';
/** Set on answers to commands that were already carried out before. */
export const REPLAYED_HEADER = 'Idempotent-Replayed';
