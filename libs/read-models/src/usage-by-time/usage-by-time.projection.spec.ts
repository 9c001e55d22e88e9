import { amount } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { foldUsageByTime } from './usage-by-time.projection.js';

const consumedAt = (
  time: string,
  over: { tokens?: string; feature?: string; unlimited?: boolean } = {},
): AccountFact => ({
  about: 'account',
  accountId: 'acc-1',
  position: 1n,
  revision: 0n,
  actor: 'user:ada',
  operationId: 'op-1',
  event: {
    type: 'TokensConsumed',
    data: {
      operationId: 'op-1',
      model: 'gpt-5-nano',
      feature: 'ai_bots',
      units: '1',
      unit: 'word',
      rate: '1',
      multiplier: '1',
      rateRevision: 0,
      tokens: '1',
      drawn: [],
      overdrawn: '0',
      unlimited: false,
      balanceBefore: '1',
      balanceAfter: '0',
      consumedAt: time,
      ...over,
    },
  },
});

it('adds up a quarter of an hour, its first moment included and its last not', () => {
  const facts = [
    consumedAt('2026-01-03T07:45:00.000Z', { tokens: '0.1' }),
    consumedAt('2026-01-03T07:59:59.999Z', { tokens: '0.2' }),
    consumedAt('2026-01-03T08:00:00.000Z'),
  ];
  expect(foldUsageByTime(facts)).toMatchObject([
    { startsAt: new Date('2026-01-03T07:45:00Z'), tokens: amount('0.3'), operations: 2 },
    { startsAt: new Date('2026-01-03T08:00:00Z'), tokens: amount('1'), operations: 1 },
  ]);
});

it('keeps features apart', () => {
  const time = '2026-01-03T07:45:00.000Z';
  expect(foldUsageByTime([consumedAt(time), consumedAt(time, { feature: 'training' })])).toHaveLength(2);
});

it('counts what is consumed unlimited', () => {
  const [bucket] = foldUsageByTime([
    consumedAt('2026-01-03T07:45:00.000Z', { unlimited: true, tokens: '9' }),
  ]);
  expect(bucket?.tokens).toBe(amount('9'));
});

it('takes what a correction takes back out of the time of the charge', () => {
  const time = '2026-01-03T07:45:00.000Z';
  const reversed: AccountFact = {
    about: 'account',
    accountId: 'acc-1',
    position: 2n,
    revision: 1n,
    actor: 'user:ada',
    operationId: 'op-1',
    event: {
      type: 'ConsumptionReversed',
      data: {
        operationId: 'op-2',
        reversedOperationId: 'op-1',
        model: 'gpt-5-nano',
        feature: 'ai_bots',
        tokens: '3',
        returned: [{ grantId: 'g-1', tokens: '3' }],
        overdraftReduced: '0',
        regranted: null,
        unlimited: false,
        chargedAt: time,
        reason: 'a mistake',
        balanceAfter: '3',
        reversedAt: '2026-02-01T00:00:00.000Z',
      },
    },
  };
  expect(foldUsageByTime([consumedAt(time, { tokens: '9' }), reversed])).toMatchObject([
    { startsAt: new Date(time), tokens: amount('6'), operations: 1 },
  ]);
});
