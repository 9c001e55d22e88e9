import { aPlanPackage, aTokensPackage } from '../testing/store-samples.js';
import { expiryWords, rolloverWords, sharedRolloverWords, tierWords } from './offer-words.js';

it('says in plain words what carries over', () => {
  expect(rolloverWords({ rule: 'none' })).toBe('Unused tokens do not carry over');
  expect(rolloverWords({ rule: 'capped', cap: '20000' })).toBe('Up to 20,000 unused tokens carry over');
  expect(rolloverWords({ rule: 'all' })).toBe('All unused tokens carry over');
});

it('says it once where it is the same for every model', () => {
  const [first] = aPlanPackage.offer.allowances;
  expect(sharedRolloverWords(aPlanPackage.offer)).toBe('Up to 20,000 unused tokens carry over, per model');
  const mixed = [
    ...aPlanPackage.offer.allowances,
    { model: 'x', tokens: '1', rollover: { rule: 'all' as const } },
  ];
  expect(sharedRolloverWords({ ...aPlanPackage.offer, allowances: mixed })).toBeNull();
  expect(sharedRolloverWords({ ...aPlanPackage.offer, allowances: first ? [first] : [] })).toBe(
    'Up to 20,000 unused tokens carry over',
  );
});

it('shows which units a price is for', () => {
  expect(tierWords(aTokensPackage.offer).map(({ range, unitPrice }) => `${range} ${unitPrice}`)).toEqual([
    '1–24 $0.90',
    '25–99 $0.80',
    '100+ $0.70',
  ]);
});

it('says when tokens expire', () => {
  expect(expiryWords(aTokensPackage.offer)).toBe('No expiration');
  expect(expiryWords({ ...aTokensPackage.offer, expiresAfterDays: 30 })).toBe(
    'Expires 30 days after purchase',
  );
});
