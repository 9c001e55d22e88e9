import { initialRateHistory } from '../rate/rate.js';
import { amount } from '../tokens/index.js';
import { consume, granted, NOW, rates } from '../testing/account-samples.js';
import { specificationOf } from '../testing/given.js';
import { accountDecider } from './account-decider.js';

const { given } = specificationOf(accountDecider);

it('charges units x rate and answers a receipt that can be re-added', () => {
  expect(given(granted({ amount: '1000' })).when(consume('100'), NOW)).toEqual([
    {
      type: 'TokensConsumed',
      data: {
        operationId: 'operation-1',
        model: 'gpt-5-nano',
        feature: 'ai_bots',
        units: '100',
        unit: 'word',
        rate: '2.5',
        multiplier: '1',
        rateRevision: 0,
        tokens: '250',
        drawn: [{ grantId: 'grant-1', tokens: '250' }],
        overdrawn: '0',
        unlimited: false,
        balanceBefore: '1000',
        balanceAfter: '750',
        consumedAt: NOW.toISOString(),
      },
    },
  ]);
});

it('counts the words of a text at the rate per word', () => {
  const decision = given(granted()).when(
    consume('0', { quantity: { text: 'It is, in short, exact.' } }),
    NOW,
  );
  expect(decision).toMatchObject([{ data: { units: '5', tokens: '12.5' } }]);
});

it('counts the characters of a text at a rate per character', () => {
  const perCharacter = { quantity: { text: 'né' }, rates: rates('0.000001', 'character') };
  expect(given(granted()).when(consume('0', perCharacter), NOW)).toMatchObject([
    { data: { units: '2', tokens: '0.000002', balanceAfter: '999.999998' } },
  ]);
});

it('refuses to count a text in a unit that is not found in texts', () => {
  const perSecond = { quantity: { text: 'words' }, rates: rates('1', 'second') };
  expect(given(granted()).when(consume('0', perSecond), NOW)).toEqual({
    code: 'unit-not-countable',
    unit: 'second',
  });
});

it('refuses to spend more than is available and says what was needed and what there is', () => {
  expect(given(granted({ amount: '249.999999' })).when(consume('100'), NOW)).toEqual({
    code: 'insufficient-tokens',
    model: 'gpt-5-nano',
    needed: '250',
    available: '249.999999',
    held: '0',
    overdraft: '0',
  });
});

it('spends the last micro-token', () => {
  expect(given(granted({ amount: '250' })).when(consume('100'), NOW)).toMatchObject([
    { data: { balanceAfter: '0' } },
    { data: { threshold: 'warning' } },
    { data: { threshold: 'critical' } },
    { data: { threshold: 'depleted' } },
  ]);
});

it('refuses a feature without a rate in force', () => {
  expect(given(granted()).when(consume('1', { rates: initialRateHistory }), NOW)).toEqual({
    code: 'unknown-rate',
    feature: 'ai_bots',
    at: NOW.toISOString(),
  });
});

it('refuses a model for which the account holds nothing', () => {
  expect(given(granted()).when(consume('1', { model: 'claude' }), NOW)).toEqual({
    code: 'allocation-not-found',
    model: 'claude',
  });
});

it('refuses a product that six decimals cannot hold, rather than rounding it', () => {
  expect(given(granted()).when(consume('0.5', { rates: rates('0.000001') }), NOW)).toEqual({
    code: 'inexact-tokens',
    units: '0.5',
    tokensPerUnit: '0.000001',
    multiplier: '1',
  });
});

it('draws the lowest priority number first, then the soonest expiry, then the oldest', () => {
  const account = given(
    granted({ grantId: 'oldest', amount: '10' }),
    granted({ grantId: 'younger', amount: '10' }),
    granted({ grantId: 'later', amount: '10', expiresAt: '2026-05-01T00:00:00.000Z' }),
    granted({ grantId: 'sooner', amount: '10', expiresAt: '2026-04-01T00:00:00.000Z' }),
    granted({ grantId: 'first', amount: '10', priority: 1 }),
  );
  expect(account.when(consume('16', { rates: rates('2.5') }), NOW)).toMatchObject([
    {
      data: {
        drawn: [
          { grantId: 'first', tokens: '10' },
          { grantId: 'sooner', tokens: '10' },
          { grantId: 'later', tokens: '10' },
          { grantId: 'oldest', tokens: '10' },
        ],
      },
    },
  ]);
});

it('does not count a grant from the instant of its expiry on', () => {
  const account = given(granted({ amount: '250', expiresAt: NOW.toISOString() }));
  expect(account.when(consume('10'), new Date(NOW.getTime() - 1))).toMatchObject([
    { type: 'TokensConsumed' },
  ]);
  expect(account.when(consume('100'), NOW)).toMatchObject({ code: 'insufficient-tokens', available: '0' });
});

it('records a consumption of an unlimited allocation and draws from no grant', () => {
  const unlimited = {
    type: 'AllocationMadeUnlimited',
    data: { model: 'gpt-5-nano', at: NOW.toISOString() },
  } as const;
  expect(given(granted({ amount: '1' }), unlimited).when(consume('1000000'), NOW)).toMatchObject([
    { data: { tokens: '2500000', drawn: [], unlimited: true, balanceBefore: '1', balanceAfter: '1' } },
  ]);
});

it('charges again by the balance when the allocation is limited again', () => {
  const at = NOW.toISOString();
  const account = given(
    granted({ amount: '1' }),
    { type: 'AllocationMadeUnlimited', data: { model: 'gpt-5-nano', at } },
    { type: 'AllocationMadeLimited', data: { model: 'gpt-5-nano', at } },
  );
  expect(account.when(consume('100'), NOW)).toMatchObject({ code: 'insufficient-tokens' });
});

it('charges by the rate in force at its own moment, whenever it was sent', () => {
  const [current] = rates('2.5').rates;
  if (!current) throw new Error('There is one.');
  const next = { ...current, tokensPerUnit: amount('4'), effectiveFrom: NOW, revision: 1 };
  const both = { rates: { rates: [current, next] } };
  const charged = (now: Date) => given(granted()).when(consume('1', both), now);
  expect(charged(new Date(NOW.getTime() - 1))).toMatchObject([{ data: { rate: '2.5', rateRevision: 0 } }]);
  expect(charged(NOW)).toMatchObject([{ data: { rate: '4', rateRevision: 1 } }]);
});
