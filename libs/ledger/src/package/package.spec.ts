import { specificationOf } from '../testing/given.js';
import type { DefinePackage } from './define-package.js';
import type { Offer, PackageDefined } from './package.events.js';
import { packageDecider } from './package.js';

const { given } = specificationOf(packageDecider);
const NOW = new Date('2026-01-03T07:58:00.000Z');
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

const BUNDLE = {
  kind: 'bundle',
  items: [{ model: 'gpt-5-nano', tokens: '50000' }],
  price: usd('999'),
  listPrice: usd('1150'),
  expiresAfterDays: null,
} as const;
const TOKENS = {
  kind: 'tokens',
  model: 'gpt-5-nano',
  tokensPerUnit: '10000',
  unitsMin: 1,
  unitsMax: 10,
  tiers: [{ fromUnits: 1, unitPrice: usd('90') }],
  expiresAfterDays: null,
} as const;
const PLAN = {
  kind: 'plan',
  period: 'month',
  allowances: [{ model: 'gpt-5-nano', tokens: '1', rollover: { rule: 'none' } }],
  price: usd('100'),
  prioritySupport: false,
} as const;

const define = (offer: Offer): DefinePackage => ({
  type: 'DefinePackage',
  packageId: 'starter',
  name: 'Starter Bundle',
  description: '',
  offer,
});
const defined = (offer: Offer): PackageDefined => {
  const { type: _type, ...data } = define(offer);
  return { type: 'PackageDefined', data: { ...data, definedAt: NOW.toISOString() } };
};
const retire = { type: 'RetirePackage', packageId: 'starter', reason: 'old' } as const;
const retired = {
  type: 'PackageRetired',
  data: { packageId: 'starter', reason: 'old', retiredAt: NOW.toISOString() },
} as const;

it.each<Offer>([BUNDLE, TOKENS, PLAN])('puts a package of the kind $kind on sale', (offer) => {
  expect(given().when(define(offer), NOW)).toEqual([defined(offer)]);
});

it('numbers its versions by their place in its stream, retirements included', () => {
  const { state } = given(defined(BUNDLE), retired, defined({ ...BUNDLE, price: usd('899') }));
  expect(state).toMatchObject({ version: 2, retired: false, offer: { price: usd('899') } });
});

it('is retired once', () => {
  expect(given(defined(BUNDLE)).when(retire, NOW)).toEqual([retired]);
  for (const past of [[], [defined(BUNDLE), retired]]) {
    expect(given(...past).when(retire, NOW)).toEqual({ code: 'package-not-on-sale', packageId: 'starter' });
  }
});

it.each<[string, Offer]>([
  ['a bundle of nothing', { ...BUNDLE, items: [] }],
  ['a bundle with a model twice', { ...BUNDLE, items: [...BUNDLE.items, ...BUNDLE.items] }],
  ['a bundle without tokens of a model', { ...BUNDLE, items: [{ model: 'gpt-5-nano', tokens: '0' }] }],
  ['a bundle dearer than its models', { ...BUNDLE, price: usd('1151') }],
  ['a bundle for nothing', { ...BUNDLE, price: usd('0') }],
  ['a price beyond what can be paid', { ...BUNDLE, price: usd('100000000'), listPrice: usd('100000000') }],
  ['units without tokens', { ...TOKENS, tokensPerUnit: '0' }],
  ['a most below the least', { ...TOKENS, unitsMin: 11 }],
  [
    'tiers that do not begin with the first unit',
    { ...TOKENS, tiers: [{ fromUnits: 2, unitPrice: usd('1') }] },
  ],
  ['tiers in another order', { ...TOKENS, tiers: [...TOKENS.tiers, ...TOKENS.tiers] }],
  [
    'more at a time than can be paid',
    { ...TOKENS, unitsMax: 2, tiers: [{ fromUnits: 1, unitPrice: usd('50000000') }] },
  ],
  ['more at a time than an amount can be', { ...TOKENS, tokensPerUnit: '999999999999999999', unitsMax: 2 }],
  ['no tier', { ...TOKENS, tiers: [] }],
  ['a plan of nothing', { ...PLAN, allowances: [] }],
  ['a plan with a model twice', { ...PLAN, allowances: [...PLAN.allowances, ...PLAN.allowances] }],
  [
    'a rollover of at most nothing',
    { ...PLAN, allowances: [{ model: 'gpt-5-nano', tokens: '1', rollover: { rule: 'capped', cap: '0' } }] },
  ],
])('refuses %s', (_name, offer) => {
  expect(given().when(define(offer), NOW)).toMatchObject({ code: 'invalid-package', packageId: 'starter' });
});
