/** Paths of the API, in one place for server, dashboard and command line. */
export const API = '/api/v1';

const account = (accountId: string) => `${API}/accounts/${encodeURIComponent(accountId)}`;
const allocation = (accountId: string, model: string) =>
  `${account(accountId)}/allocations/${encodeURIComponent(model)}`;
const hold = (accountId: string, holdId: string) =>
  `${account(accountId)}/holds/${encodeURIComponent(holdId)}`;
const subscription = (accountId: string, subscriptionId: string) =>
  `${account(accountId)}/subscriptions/${encodeURIComponent(subscriptionId)}`;

/** Of the whole account, or of one of its models. */
const accountOrModel = (accountId: string, model: string | null) =>
  model === null ? account(accountId) : allocation(accountId, model);

export const routes = {
  session: `${API}/session`,
  users: `${API}/users`,
  apiKeys: `${API}/api-keys`,
  apiKey: (id: string) => `${API}/api-keys/${encodeURIComponent(id)}`,
  features: `${API}/features`,
  models: `${API}/models`,
  featureRate: (feature: string) => `${API}/features/${encodeURIComponent(feature)}/rate`,
  rateHistory: (feature: string) => `${API}/features/${encodeURIComponent(feature)}/rates`,
  ratePreview: (feature: string) => `${API}/features/${encodeURIComponent(feature)}/rate-preview`,
  model: (model: string) => `${API}/models/${encodeURIComponent(model)}`,
  accounts: `${API}/accounts`,
  accountEvents: (accountId: string) => `${account(accountId)}/events`,
  consumptions: (accountId: string) => `${account(accountId)}/consumptions`,
  grants: (accountId: string) => `${account(accountId)}/grants`,
  expirations: (accountId: string) => `${account(accountId)}/expirations`,
  consumptionBatch: `${API}/consumptions:batch`,
  reversal: (accountId: string, operationId: string) =>
    `${account(accountId)}/consumptions/${encodeURIComponent(operationId)}/reversal`,
  holds: (accountId: string) => `${account(accountId)}/holds`,
  settlement: (accountId: string, holdId: string) => `${hold(accountId, holdId)}/settlement`,
  release: (accountId: string, holdId: string) => `${hold(accountId, holdId)}/release`,
  extension: (accountId: string, holdId: string) => `${hold(accountId, holdId)}/extension`,
  adjustments: (accountId: string) => `${account(accountId)}/adjustments`,
  revocation: (accountId: string, grantId: string) =>
    `${account(accountId)}/grants/${encodeURIComponent(grantId)}/revocation`,
  allocation,
  overdraftLimit: (accountId: string, model: string) => `${allocation(accountId, model)}/overdraft-limit`,
  /** Model null: on the whole account; so are freezes. */
  spendingCaps: (accountId: string, model: string | null = null) =>
    `${accountOrModel(accountId, model)}/spending-caps`,
  freeze: (accountId: string, model: string | null = null) => `${accountOrModel(accountId, model)}/freeze`,
  unfreeze: (accountId: string, model: string | null = null) =>
    `${accountOrModel(accountId, model)}/unfreeze`,
  timeZone: (accountId: string) => `${account(accountId)}/time-zone`,
  balance: (accountId: string) => `${account(accountId)}/balance`,
  /** At a moment, or after an event. */
  pastBalance: (accountId: string) => `${account(accountId)}/balance/past`,
  balanceHistory: (accountId: string) => `${account(accountId)}/balance/history`,
  limits: (accountId: string) => `${account(accountId)}/limits`,
  forecast: (accountId: string) => `${account(accountId)}/forecast`,
  notifications: (accountId: string) => `${account(accountId)}/notifications`,
  notificationsRead: (accountId: string) => `${account(accountId)}/notifications/read`,
  notificationSettings: (accountId: string) => `${account(accountId)}/notification-settings`,
  usage: (accountId: string) => `${account(accountId)}/usage`,
  receipt: (accountId: string, operationId: string) =>
    `${account(accountId)}/receipts/${encodeURIComponent(operationId)}`,
  corrections: (accountId: string) => `${account(accountId)}/corrections`,
  usageExport: (accountId: string) => `${account(accountId)}/usage/export`,
  usageByDay: (accountId: string) => `${account(accountId)}/usage/days`,
  usageByWeek: (accountId: string) => `${account(accountId)}/usage/weeks`,
  usageByMonth: (accountId: string) => `${account(accountId)}/usage/months`,
  packages: `${API}/packages`,
  package: (packageId: string) => `${API}/packages/${encodeURIComponent(packageId)}`,
  packageRetirement: (packageId: string) => `${API}/packages/${encodeURIComponent(packageId)}/retirement`,
  purchases: (accountId: string) => `${account(accountId)}/purchases`,
  purchase: (accountId: string, purchaseId: string) =>
    `${account(accountId)}/purchases/${encodeURIComponent(purchaseId)}`,
  /** HTML that prints well. */
  purchaseReceipt: (accountId: string, purchaseId: string) =>
    `${account(accountId)}/purchases/${encodeURIComponent(purchaseId)}/receipt`,
  purchaseReconciliation: (purchaseId: string) =>
    `${API}/purchases/${encodeURIComponent(purchaseId)}/reconciliation`,
  subscriptions: (accountId: string) => `${account(accountId)}/subscriptions`,
  subscription,
  subscriptionPlan: (accountId: string, id: string) => `${subscription(accountId, id)}/plan`,
  subscriptionCancellation: (accountId: string, id: string) => `${subscription(accountId, id)}/cancellation`,
  subscriptionResumption: (accountId: string, id: string) => `${subscription(accountId, id)}/resumption`,
  /** The buyer pays what is due, without waiting for the next attempt. */
  subscriptionPayment: (accountId: string, id: string) => `${subscription(accountId, id)}/payment`,
  subscriptionReconciliation: (subscriptionId: string) =>
    `${API}/subscriptions/${encodeURIComponent(subscriptionId)}/reconciliation`,
  topUp: (accountId: string) => `${account(accountId)}/top-up`,
  topUpReconciliation: (accountId: string) => `${account(accountId)}/top-up/reconciliation`,
  paymentWebhook: (provider: string) => `${API}/payment-webhooks/${encodeURIComponent(provider)}`,
  /** Server-sent events. */
  live: (accountId: string) => `${account(accountId)}/live`,
  briefBalance: '/dashboard/user/token-management/balance',
  briefFeatureRate: (feature: string) => `/api/feature-rates/${encodeURIComponent(feature)}`,
} as const;

export const pages = {
  dashboard: '/dashboard/user/token-management/dashboard',
  store: '/dashboard/user/token-management/store',
  /** Where the payment page leads back to: it shows what became of the purchase. */
  purchase: (purchaseId: string) =>
    `/dashboard/user/token-management/store/purchases/${encodeURIComponent(purchaseId)}`,
  purchases: '/dashboard/user/token-management/purchases',
  /** The plan that is subscribed to, and the auto top-up. */
  subscriptions: '/dashboard/user/token-management/subscriptions',
  /** For auditors and administrators: the accounts of others. */
  accounts: '/dashboard/user/token-management/accounts',
  account: (accountId: string) =>
    `/dashboard/user/token-management/accounts/${encodeURIComponent(accountId)}`,
  /** For administrators: everything below it is theirs. */
  administration: '/dashboard/user/token-management/administration',
  administrationRates: '/dashboard/user/token-management/administration/rates',
  administrationCatalog: '/dashboard/user/token-management/administration/catalog',
  allocations: '/dashboard/user/token-management/allocations',
  allocation: (model: string) => `/dashboard/user/token-management/allocations/${encodeURIComponent(model)}`,
  usage: '/dashboard/user/token-management/usage',
  rates: '/dashboard/user/token-management/rates',
  notifications: '/dashboard/user/token-management/notifications',
  signIn: '/sign-in',
  /** What the dashboard is made of; for those who build pages of it. */
  design: '/design',
} as const;

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';
/** Set on answers to commands that were already carried out before. */
export const REPLAYED_HEADER = 'Idempotent-Replayed';
