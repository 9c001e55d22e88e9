import { aTopUp } from '../testing/billing-samples.js';
import { aBundlePackage, aPlanPackage, aTokensPackage } from '../testing/store-samples.js';
import { canTopUp, checked, draftOf, modelsOf, priceOf } from './top-up-form.js';

const ON_SALE = [aPlanPackage, aTokensPackage, aBundlePackage];
const DRAFT = {
  packageId: 'nano-tokens',
  model: 'gpt-5-nano',
  units: '10',
  threshold: '50,000.5',
  cap: '$1,050.9',
  cooldownMinutes: 60,
};
const problemsOf = (
  changes: Partial<typeof DRAFT>,
  sold = aTokensPackage as typeof aTokensPackage | null,
) => {
  const result = checked({ ...DRAFT, ...changes }, sold);
  return 'problems' in result ? result.problems : {};
};

it('makes settings of what is typed, to the millionth and the cent', () => {
  expect(checked(DRAFT, aTokensPackage)).toEqual({
    settings: {
      packageId: 'nano-tokens',
      model: 'gpt-5-nano',
      units: 10,
      threshold: '50000.5',
      monthlyCap: { minorUnits: '105090', currency: 'USD' },
      cooldownMinutes: 60,
    },
  });
});

it('takes the digits of an Arabic keyboard', () => {
  expect(checked({ ...DRAFT, units: '٢٥' }, aTokensPackage)).toMatchObject({ settings: { units: 25 } });
});

it.each([
  [{ threshold: '' }, 'threshold'],
  [{ threshold: '0' }, 'threshold'],
  [{ threshold: '1.1234567' }, 'threshold'],
  [{ threshold: 'many' }, 'threshold'],
  [{ units: '' }, 'units'],
  [{ units: '1001' }, 'units'],
  [{ units: '1.5' }, 'units'],
  [{ cap: '' }, 'cap'],
  [{ cap: '0' }, 'cap'],
  [{ cap: '5.999' }, 'cap'],
  [{ cap: '8.99' }, 'cap'],
])('finds what is wrong with %j', (changes, field) => {
  expect(Object.keys(problemsOf(changes))).toEqual([field]);
});

it('says what a cap has to be at least', () => {
  expect(problemsOf({ cap: '8.99' }).cap).toBe('One top-up costs $9.00: the cap has to be at least that.');
});

it('wants a package that is on sale', () => {
  expect(problemsOf({}, null)).toEqual({ packageId: 'Choose a package that is on sale.' });
});

it('starts with what is set up, and comes back from it to the same settings', () => {
  const draft = draftOf(aTopUp, ON_SALE);
  expect(draft).toMatchObject({ packageId: 'nano-tokens', units: '10', threshold: '50000', cap: '50.00' });
  const { enabled: _, ...settings } = aTopUp.settings ?? { enabled: true };
  expect(checked(draft, aTokensPackage)).toEqual({ settings });
});

it('starts with the first that can be bought, where nothing is set up', () => {
  const draft = draftOf({ ...aTopUp, settings: null }, ON_SALE);
  expect(draft).toMatchObject({ packageId: 'nano-tokens', model: 'gpt-5-nano', units: '1', cap: '' });
  expect(draftOf({ ...aTopUp, settings: null }, []).packageId).toBe('');
});

it('offers what is bought once, with its models', () => {
  expect(ON_SALE.filter(canTopUp)).toEqual([aTokensPackage, aBundlePackage]);
  expect(modelsOf(aBundlePackage)).toEqual(['gpt-5-nano', 'text-embedding-3-small']);
  expect(modelsOf(aPlanPackage)).toEqual([]);
});

it('knows the price of a quantity', () => {
  expect(priceOf({ units: '100' }, aTokensPackage)?.price.minorUnits).toBe('8230');
  expect(priceOf({ units: 'x' }, aTokensPackage)).toBeNull();
  expect(priceOf({ units: '2' }, aBundlePackage)).toBeNull();
});
