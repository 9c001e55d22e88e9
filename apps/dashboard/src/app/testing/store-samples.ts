import type { Money, PurchaseAnswer } from '#libs/contract';
import type { OnSale } from '../store/store-catalog.js';

/** What the store sells and the API answers, for tests to vary. */
const usd = (minorUnits: string): Money => ({ minorUnits, currency: 'USD' });
const sold = { version: 3, description: '', definedAt: '2026-01-01T00:00:00Z', retiredAt: null };

export const aTokensPackage: OnSale<'tokens'> = {
  ...sold,
  packageId: 'nano-tokens',
  name: 'GPT-5 Nano',
  offer: {
    kind: 'tokens',
    model: 'gpt-5-nano',
    tokensPerUnit: '10000',
    unitsMin: 1,
    unitsMax: 1_000,
    tiers: [
      { fromUnits: 1, unitPrice: usd('90') },
      { fromUnits: 25, unitPrice: usd('80') },
      { fromUnits: 100, unitPrice: usd('70') },
    ],
    expiresAfterDays: null,
  },
};

export const aBundlePackage: OnSale<'bundle'> = {
  ...sold,
  packageId: 'starter-bundle',
  name: 'Starter Bundle',
  offer: {
    kind: 'bundle',
    items: [
      { model: 'gpt-5-nano', tokens: '50000' },
      { model: 'text-embedding-3-small', tokens: '25000' },
    ],
    price: usd('999'),
    listPrice: usd('1150'),
    expiresAfterDays: null,
  },
};

export const aPlanPackage: OnSale<'plan'> = {
  ...sold,
  packageId: 'plus-monthly',
  name: 'Plus',
  offer: {
    kind: 'plan',
    period: 'month',
    allowances: [
      { model: 'gpt-5-nano', tokens: '200000', rollover: { rule: 'capped', cap: '20000' } },
      { model: 'text-embedding-3-small', tokens: '50000', rollover: { rule: 'capped', cap: '20000' } },
    ],
    price: usd('1900'),
    prioritySupport: true,
  },
};

export const someModels = {
  items: [
    { model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai', icon: null },
    { model: 'text-embedding-3-small', name: 'Text Embedding 3 Small', engine: 'openai', icon: null },
  ],
};

/** A bundle that waits for its payment. */
export const aPurchase: PurchaseAnswer = {
  purchaseId: 'purchase-1',
  accountId: 'account-1',
  packageId: 'starter-bundle',
  packageVersion: 3,
  packageName: 'Starter Bundle',
  kind: 'bundle',
  units: 1,
  items: [
    { model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '50000' },
    { model: 'text-embedding-3-small', modelName: 'Text Embedding', tokens: '25000' },
  ],
  price: usd('999'),
  origin: 'checkout',
  subscriptionId: null,
  status: 'pending',
  startedAt: '2026-01-03T07:58:12Z',
  paidAt: null,
  paidAgainAt: null,
  endedAt: null,
  failure: null,
  checkoutUrl: 'https://pay.example/checkout/1',
  paymentReference: 'sandbox-1',
  asOf: { position: '1204', at: '2026-01-03T07:58:13Z' },
};

export const aCompletedPurchase: PurchaseAnswer = {
  ...aPurchase,
  status: 'completed',
  paidAt: '2026-01-03T07:59:00Z',
  endedAt: '2026-01-03T07:59:01Z',
  checkoutUrl: null,
};
