import { granted, NOW } from '../testing/account-samples.js';
import { specificationOf } from '../testing/given.js';
import { amount } from '../tokens/index.js';
import { accountDecider } from './account-decider.js';
import type { CreditPurchase } from './credit-purchase.js';
import type { GrantTokens } from './grant-tokens.js';

const { given } = specificationOf(accountDecider);

const grant = (changes: Partial<GrantTokens> = {}): GrantTokens => ({
  type: 'GrantTokens',
  grantId: 'grant-2',
  model: 'gpt-5-nano',
  amount: amount('0.5'),
  source: 'bonus',
  priority: 100,
  expiresAt: null,
  reason: 'welcome',
  ...changes,
});

const purchase: CreditPurchase = {
  type: 'CreditPurchase',
  purchaseId: 'purchase-1',
  packageName: 'Starter bundle',
  items: [
    { grantId: 'a', model: 'gpt-5-nano', amount: amount('50000'), priority: 100, expiresAt: null },
    { grantId: 'b', model: 'text-embedding', amount: amount('25000'), priority: 100, expiresAt: null },
    { grantId: 'c', model: 'gpt-5-nano', amount: amount('1'), priority: 100, expiresAt: null },
  ],
};

it('grants tokens on top of what is available', () => {
  expect(given(granted({ amount: '10' })).when(grant(), NOW)).toEqual([
    {
      type: 'TokensGranted',
      data: {
        grantId: 'grant-2',
        model: 'gpt-5-nano',
        amount: '0.5',
        source: 'bonus',
        priority: 100,
        effectiveFrom: NOW.toISOString(),
        expiresAt: null,
        rollover: { rule: 'none' },
        reason: 'welcome',
        grantedAt: NOW.toISOString(),
        balanceAfter: '10.5',
      },
    },
  ]);
});

it.each(['0', '-1'])('refuses to grant %s tokens', (tokens) => {
  expect(given().when(grant({ amount: amount(tokens) }), NOW)).toEqual({
    code: 'amount-not-positive',
    amount: tokens,
  });
});

it('refuses a grant that would have expired already', () => {
  expect(given().when(grant({ expiresAt: NOW }), NOW)).toMatchObject({ code: 'expiry-in-the-past' });
});

it('refuses a grant id that was used before', () => {
  expect(given(granted({ grantId: 'grant-2' })).when(grant(), NOW)).toEqual({
    code: 'grant-already-exists',
    grantId: 'grant-2',
  });
});

it('credits all models of a bundle in one event', () => {
  expect(given(granted({ amount: '10' })).when(purchase, NOW)).toMatchObject([
    {
      type: 'TokensPurchased',
      data: {
        packageName: 'Starter bundle',
        items: [{ balanceAfter: '50010' }, { balanceAfter: '25000' }, { balanceAfter: '50011' }],
      },
    },
  ]);
});

it('credits a purchase at most once', () => {
  const [credited] = given().when(purchase, NOW) as never[]; // a purchase by an empty account is not refused
  if (!credited) throw new Error('The purchase was not credited.');
  expect(given(credited).when(purchase, NOW)).toEqual({
    code: 'purchase-already-credited',
    purchaseId: 'purchase-1',
  });
});
