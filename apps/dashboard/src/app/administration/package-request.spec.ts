import { aBundlePackage, aPlanPackage, aTokensPackage } from '../testing/store-samples.js';
import { packageDraftOf } from './package-draft.js';
import { packageRequestOf } from './package-request.js';

it.each([aTokensPackage, aBundlePackage, aPlanPackage])(
  'asks for what is sold now when nothing is changed: $packageId',
  (sold) => {
    const { name, description, offer } = sold;
    expect(packageRequestOf(packageDraftOf(sold))).toEqual({ request: { name, description, offer } });
  },
);

const problemsOf = (draft: ReturnType<typeof packageDraftOf>) => {
  const answer = packageRequestOf(draft);
  return 'problems' in answer ? Object.keys(answer.problems) : [];
};

it('says of an empty form what is missing, field by field', () => {
  expect(problemsOf(packageDraftOf(null))).toEqual([
    ...['packageId', 'name', 'item-0-model', 'item-0-tokens', 'price', 'listPrice'],
  ]);
});

it('wants a list price that is not below the price', () => {
  expect(problemsOf({ ...packageDraftOf(aBundlePackage), listPrice: '9.98' })).toEqual(['listPrice']);
});

it('wants a model once', () => {
  const draft = packageDraftOf(aBundlePackage);
  expect(problemsOf({ ...draft, items: [...draft.items, ...draft.items.slice(0, 1)] })).toEqual([
    'item-2-model',
  ]);
});

it('wants tiers that begin with the first unit and ascend', () => {
  const tiers = [
    { fromUnits: '2', unitPrice: '1' },
    { fromUnits: '2', unitPrice: '0' },
  ];
  expect(problemsOf({ ...packageDraftOf(aTokensPackage), tiers })).toEqual([
    ...['tier-0-from', 'tier-1-from', 'tier-1-price'],
  ]);
});

it('wants a cap where unused tokens are capped', () => {
  const draft = packageDraftOf(aPlanPackage);
  const items = draft.items.map((item) => ({ ...item, cap: '' }));
  expect(problemsOf({ ...draft, items })).toEqual(['item-0-cap', 'item-1-cap']);
});

it('takes the digits of an Arabic keyboard, and says the same in Latin ones', () => {
  const draft = packageDraftOf(aTokensPackage);
  const [first, ...others] = draft.tiers;
  const typed = { ...draft, unitsMin: '١', unitsMax: '۱٬۰۰۰', expiresAfterDays: '٣٠' };
  const tiers = [{ unitPrice: '1', ...first, fromUnits: '١' }, ...others];
  expect(packageRequestOf({ ...typed, tiers })).toEqual(
    packageRequestOf({ ...draft, unitsMin: '1', unitsMax: '1000', expiresAfterDays: '30' }),
  );
});
