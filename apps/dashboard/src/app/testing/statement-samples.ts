import type { Allocation, Balance, GrantView, Session, UsageEntry } from '#libs/contract';

/** What the API answers, for tests to vary. */
export const aGrant: GrantView = {
  grantId: 'grant-1',
  source: 'purchase',
  label: 'Starter bundle',
  amount: '50000',
  remaining: '49715',
  priority: 100,
  grantedAt: '2026-03-03T10:00:00Z',
  effectiveFrom: '2026-03-03T10:00:00Z',
  expiresAt: null,
  rollover: { rule: 'none' },
};

export const anAllocation: Allocation = {
  model: 'gpt-5-nano',
  name: 'GPT-5 Nano',
  engine: 'openai',
  icon: null,
  unlimited: false,
  granted: '50000',
  available: '49715',
  held: '0',
  spent: '285',
  expired: '0',
  revoked: '0',
  unlimitedSpent: '0',
  overdrawn: '0',
  overdraftLimit: '0',
  basis: '50000',
  alert: null,
  alertBasis: '50000',
  usedThisMonth: '285',
  expiresAt: null,
  grants: [aGrant],
  scheduled: [],
  holds: [],
};

export const aBalance: Balance = {
  accountId: 'account-1',
  total: '49715',
  available: '49715',
  held: '0',
  usedThisMonth: '285',
  activeAllocations: 1,
  allocations: [anAllocation],
  zone: 'UTC',
  asOf: { position: '1204', at: '2026-01-03T07:58:13Z' },
};

export const aUsageEntry: UsageEntry = {
  operationId: 'operation-1',
  accountId: 'account-1',
  model: 'gpt-5-nano',
  modelName: 'GPT-5 Nano',
  feature: 'ai_bots',
  featureName: 'AI Bots',
  units: '114',
  unit: 'word',
  rate: '2.5',
  multiplier: '1',
  rateRevision: 0,
  tokens: '285',
  drawn: [{ grantId: 'grant-1', tokens: '285' }],
  overdrawn: '0',
  unlimited: false,
  balanceBefore: '50000',
  balanceAfter: '49715',
  consumedAt: '2026-01-03T07:58:12Z',
  reversed: '0',
  position: '1204',
};

export const aSession: Session = {
  userId: 'user-1',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  role: 'user',
  accountId: 'account-1',
  expiresAt: '2026-01-04T07:58:12Z',
};
