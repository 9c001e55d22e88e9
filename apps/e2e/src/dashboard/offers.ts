import type { Money, Offer, OfferOf } from '#libs/contract';

const MODEL = 'gpt-5-nano';
export const usd = (minorUnits: string): Money => ({ minorUnits, currency: 'USD' });

const BUNDLE: OfferOf<'bundle'> = {
  kind: 'bundle',
  items: [
    { model: MODEL, tokens: '50000' },
    { model: 'text-embedding-3-small', tokens: '25000' },
  ],
  price: usd('999'),
  listPrice: usd('1150'),
  expiresAfterDays: null,
};

/** Its price changes while somebody looks at it. */
export const CHANGING = { name: 'Changing Bundle', offer: BUNDLE };

export const OFFERS: Readonly<Record<string, { readonly name: string; readonly offer: Offer }>> = {
  'e2e-changing': CHANGING,
  'e2e-nano': {
    name: 'Nano by the thousand',
    offer: {
      kind: 'tokens',
      model: MODEL,
      tokensPerUnit: '1000',
      unitsMin: 1,
      unitsMax: 100,
      tiers: [
        { fromUnits: 1, unitPrice: usd('90') },
        { fromUnits: 25, unitPrice: usd('80') },
      ],
      expiresAfterDays: null,
    },
  },
  'e2e-bundle': {
    name: 'Test Bundle',
    offer: BUNDLE,
  },
  'e2e-plan': {
    name: 'Test Plan',
    offer: {
      kind: 'plan',
      period: 'month',
      allowances: [{ model: MODEL, tokens: '200000', rollover: { rule: 'capped', cap: '20000' } }],
      price: usd('1900'),
      prioritySupport: true,
    },
  },
};
