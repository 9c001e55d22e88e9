import { NOW } from '../testing/account-samples.js';
import { specificationOf } from '../testing/given.js';
import { amount } from '../tokens/index.js';
import { rateDecider, type ChangeRate } from './change-rate.js';
import type { RateChanged } from './rate.events.js';
import { rateInForce } from './rate.js';

const { given } = specificationOf(rateDecider);

const change = (changes: Partial<ChangeRate> = {}): ChangeRate => ({
  type: 'ChangeRate',
  feature: 'ai_bots',
  name: 'AI Bots',
  unit: 'word',
  tokensPerUnit: amount('2.5'),
  effectiveFrom: null,
  ...changes,
});

const changed = (tokensPerUnit: string, effectiveFrom: string): RateChanged => ({
  type: 'RateChanged',
  data: {
    feature: 'ai_bots',
    name: 'AI Bots',
    engine: null,
    icon: null,
    unit: 'word',
    tokensPerUnit,
    multipliers: {},
    effectiveFrom,
    changedAt: effectiveFrom,
  },
});

it('takes effect at once when no time is given', () => {
  expect(given().when(change(), NOW)).toEqual([
    {
      type: 'RateChanged',
      data: {
        feature: 'ai_bots',
        name: 'AI Bots',
        engine: null,
        icon: null,
        unit: 'word',
        tokensPerUnit: '2.5',
        multipliers: {},
        effectiveFrom: NOW.toISOString(),
        changedAt: NOW.toISOString(),
      },
    },
  ]);
});

it.each(['0', '-2.5'])('refuses a rate of %s', (tokensPerUnit) => {
  expect(given().when(change({ tokensPerUnit: amount(tokensPerUnit) }), NOW)).toEqual({
    code: 'rate-not-positive',
    tokensPerUnit,
  });
});

it('refuses to reach back', () => {
  const effectiveFrom = new Date(NOW.getTime() - 1);
  expect(given().when(change({ effectiveFrom }), NOW)).toMatchObject({ code: 'rate-in-the-past' });
});

it('answers the rate in force at any moment', () => {
  const { state } = given(
    changed('2', '2026-01-01T00:00:00.000Z'),
    changed('5', '2026-07-01T00:00:00.000Z'),
    changed('3', '2026-02-01T00:00:00.000Z'),
  );
  const at = (moment: string) => rateInForce(state, new Date(moment));
  expect(at('2025-12-31T23:59:59.999Z')).toBeNull();
  expect(at('2026-01-01T00:00:00.000Z')).toMatchObject({ tokensPerUnit: amount('2'), revision: 0 });
  expect(at('2026-06-30T23:59:59.999Z')).toMatchObject({ tokensPerUnit: amount('3'), revision: 2 });
  expect(at('2026-07-01T00:00:00.000Z')).toMatchObject({ tokensPerUnit: amount('5'), revision: 1 });
});

it('prefers the later decision of two for the same instant', () => {
  const { state } = given(changed('2', '2026-01-01T00:00:00.000Z'), changed('4', '2026-01-01T00:00:00.000Z'));
  expect(rateInForce(state, NOW)).toMatchObject({ tokensPerUnit: amount('4'), revision: 1 });
});
