import type { Money, Subscription, TopUp } from '#libs/contract';

/** What the API answers of subscriptions and top-ups, for tests to vary. */
const usd = (minorUnits: string): Money => ({ minorUnits, currency: 'USD' });

export const aSubscription: Subscription = {
  subscriptionId: 's-1',
  accountId: 'account-1',
  packageId: 'plus-monthly',
  packageVersion: 3,
  planName: 'Plus',
  price: usd('1900'),
  every: 'month',
  prioritySupport: true,
  allowances: [{ model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '200000' }],
  status: 'active',
  currentPeriod: { start: '2026-01-03T23:30:00Z', end: '2026-02-03T23:30:00Z' },
  timeZone: 'UTC',
  cancelAtPeriodEnd: false,
  pendingPlan: null,
  nextPaymentAt: '2026-02-03T23:30:00Z',
  paymentInFlight: null,
  paymentFailure: null,
  isPayable: false,
  graceEndsAt: null,
  endedAt: null,
  endReason: null,
  startedAt: '2026-01-03T23:30:00Z',
};

export const aTopUp: TopUp = {
  accountId: 'account-1',
  settings: {
    enabled: true,
    model: 'gpt-5-nano',
    threshold: '50000',
    packageId: 'nano-tokens',
    units: 10,
    monthlyCap: usd('5000'),
    cooldownMinutes: 60,
  },
  hasPaymentMethod: true,
  spentThisMonth: usd('1800'),
  resetsAt: '2026-02-01T00:00:00Z',
  inFlightPurchaseId: null,
  coolingDownUntil: null,
  paused: null,
  asOf: { position: '1204', at: '2026-01-03T07:58:13Z' },
};
