import type { BundleOffer, PlanOffer, TokensOffer } from '../package/package.events.js';
import { discountPercent, quote } from './quote.js';

const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

const SINGLE: TokensOffer = {
  kind: 'tokens',
  model: 'gpt-5-nano',
  tokensPerUnit: '1000.000001',
  unitsMin: 2,
  unitsMax: 30,
  tiers: [
    { fromUnits: 1, unitPrice: usd('90') },
    { fromUnits: 10, unitPrice: usd('80') },
    { fromUnits: 20, unitPrice: usd('70') },
  ],
  expiresAfterDays: null,
};
const BUNDLE: BundleOffer = {
  kind: 'bundle',
  items: [
    { model: 'gpt-5-nano', tokens: '50000' },
    { model: 'claude', tokens: '0.5' },
  ],
  price: usd('999'),
  listPrice: usd('1150'),
  expiresAfterDays: 90,
};
const PLAN: PlanOffer = {
  kind: 'plan',
  period: 'month',
  allowances: [{ model: 'gpt-5-nano', tokens: '500000', rollover: { rule: 'all' } }],
  price: usd('2999'),
  prioritySupport: true,
};

it.each([
  [2, '180'],
  [9, '810'],
  [10, '890'],
  [19, '1610'],
  [20, '1680'],
  [30, '2380'],
])(
  'sells %d units for %s: a tier changes the price of what is beyond it, not of what is before',
  (units, price) => {
    expect(quote(SINGLE, units)).toMatchObject({ price: usd(price), listPrice: usd(String(units * 90)) });
  },
);

it('sells exactly what its units hold', () => {
  expect(quote(SINGLE, 3)?.items).toEqual([{ model: 'gpt-5-nano', tokens: '3000.000003' }]);
});

it.each([1, 31, 2.5])('does not sell %d units where 2 to 30 are sold', (units) => {
  expect(quote(SINGLE, units)).toBeNull();
});

it('sells a bundle and a plan as they are, once', () => {
  const { price, listPrice, items } = BUNDLE;
  expect(quote(BUNDLE, 1)).toEqual({ price, listPrice, items });
  expect(quote(PLAN, 1)).toEqual({
    price: PLAN.price,
    listPrice: PLAN.price,
    items: [{ model: 'gpt-5-nano', tokens: '500000' }],
  });
  expect([quote(BUNDLE, 2), quote(PLAN, 2), quote(BUNDLE, 0)]).toEqual([null, null, null]);
});

it.each([
  ['999', '1150', 13],
  ['1150', '1150', 0],
  ['1149', '1150', 0],
  ['1', '1000000', 99],
  ['0', '0', 0],
])('calls %s instead of %s a discount of %d percent', (price, listPrice, percent) => {
  expect(discountPercent({ price: usd(price), listPrice: usd(listPrice) })).toBe(percent);
});
