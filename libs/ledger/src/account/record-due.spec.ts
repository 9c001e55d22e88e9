import { consume, granted, NOW } from '../testing/account-samples.js';
import { after, AccountStory } from '../testing/account-story.js';
import { specificationOf } from '../testing/given.js';
import { amount } from '../tokens/index.js';
import { accountDecider } from './account-decider.js';

const { given } = specificationOf(accountDecider);
const inMarch = granted({ grantId: 'march', amount: '100', expiresAt: '2026-03-10T12:00:00.000Z' });

it('records what was left of a grant at its expiry', () => {
  expect(given(inMarch, granted({ grantId: 'kept', amount: '70' })).when({ type: 'RecordDue' }, NOW)).toEqual(
    [
      {
        type: 'TokensExpired',
        data: {
          grantId: 'march',
          model: 'gpt-5-nano',
          tokens: '100',
          expiredAt: '2026-03-10T12:00:00.000Z',
          balanceAfter: '70',
        },
      },
    ],
  );
});

it('records nothing twice and nothing that is not due', () => {
  const early = new Date(NOW.getTime() - 1);
  expect(given(inMarch).when({ type: 'RecordDue' }, early)).toEqual([]);
  const recorded = given(inMarch).when({ type: 'RecordDue' }, NOW) as never[]; // its expiry, and that nothing is left
  expect(given(inMarch, ...recorded).when({ type: 'RecordDue' }, NOW)).toEqual([]);
});

it('records nothing for a grant that was used up before', () => {
  const spent = given(inMarch).when(consume('40'), new Date(NOW.getTime() - 1)) as never[]; // 40 x 2.5 = all of it
  expect(given(inMarch, ...spent).when({ type: 'RecordDue' }, NOW)).toEqual([]);
});

it('tells the thresholds that were passed and passed back between two commands, each at its moment', () => {
  const expiring = granted({ amount: '100', expiresAt: after(60).toISOString() });
  const next = {
    type: 'GrantTokens',
    grantId: 'next',
    model: 'gpt-5-nano',
    amount: amount('50'),
    source: 'bonus',
    priority: 100,
    effectiveFrom: after(3_600),
    expiresAt: null,
    reason: null,
  } as const;
  const recorded = AccountStory.of(expiring).then(next).then({ type: 'RecordDue' }, after(7_200));
  expect(recorded.types).toEqual([
    'TokensExpired',
    'BalanceThresholdCrossed',
    'BalanceThresholdCrossed',
    'BalanceThresholdCrossed',
    'GrantTookEffect',
    'BalanceThresholdRecovered',
    'BalanceThresholdRecovered',
    'BalanceThresholdRecovered',
  ]);
  expect(recorded.last('BalanceThresholdCrossed')).toMatchObject({
    threshold: 'depleted',
    at: after(60).toISOString(),
  });
  expect(recorded.last('BalanceThresholdRecovered')).toMatchObject({
    threshold: 'warning',
    at: after(3_600).toISOString(),
  });
});
