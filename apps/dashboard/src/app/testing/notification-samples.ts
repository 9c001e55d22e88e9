import type {
  BalanceNotification,
  ExpiryNotification,
  NotificationPage,
  PurchaseNotification,
} from '#libs/contract';

const told = { at: '2026-01-03T07:58:00.000Z', isRead: false };
const model = { model: 'gpt-5-nano', modelName: 'GPT-5 Nano' };

/** What the API answers, for tests to vary. */
export const aLowBalance: BalanceNotification = {
  ...told,
  ...model,
  id: 'low-balance:7',
  kind: 'low-balance',
  remaining: '4200',
  basis: '50000',
};
export const aCriticalBalance: BalanceNotification = {
  ...aLowBalance,
  id: 'critical-balance:9',
  kind: 'critical-balance',
  remaining: '2120.25',
};
export const aDepletedBalance: BalanceNotification = {
  ...aLowBalance,
  id: 'depleted:11',
  kind: 'depleted',
  remaining: '0',
};
export const anExpiry: ExpiryNotification = {
  ...told,
  ...model,
  id: 'expiring-soon:grant-1',
  kind: 'expiring-soon',
  grantId: 'grant-1',
  tokens: '1234.5',
  expiresAt: '2026-01-09T07:58:00.000Z',
};
export const aFailedPurchase: PurchaseNotification = {
  ...told,
  id: 'purchase-failed:p-1',
  kind: 'purchase-failed',
  purchaseId: 'p-1',
  packageName: 'Starter Bundle',
  price: { minorUnits: '999', currency: 'USD' },
  origin: 'checkout',
  status: 'failed',
  failure: { code: 'card-declined', message: 'The card was declined.' },
  nextAttemptAt: null,
};

export const aNotificationPage: NotificationPage = {
  items: [aLowBalance],
  nextCursor: null,
  unread: 1,
  readThrough: '7-1767427080000',
  asOf: { position: '7', at: told.at },
};
