import type { Rate } from '#libs/contract';
import { formatAmount, microTokens, parseAmount } from '#libs/ledger/tokens';
import fc from 'fast-check';
import { typedNumber } from '../amounts/typed-number.js';
import { latestRevision, rateDraftOf, rateRequestOf } from './rate-draft.js';

const BEFORE: Rate = {
  feature: 'ai_bots',
  name: 'AI Bots',
  engine: 'openai',
  icon: null,
  unit: 'word',
  tokensPerUnit: '1.5',
  multipliers: { 'gpt-5-nano': '3' },
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  revision: 4,
};
const NOW_MS = Date.parse('2026-06-01T00:00:00.000Z');

it('asks for what there is when nothing is changed', () => {
  expect(rateRequestOf(rateDraftOf(BEFORE), BEFORE, NOW_MS)).toEqual({
    request: {
      name: 'AI Bots',
      engine: 'openai',
      unit: 'word',
      tokensPerUnit: '1.5',
      multipliers: { 'gpt-5-nano': '3' },
    },
  });
});

it('leaves a model out whose factor is emptied', () => {
  const draft = { ...rateDraftOf(BEFORE), multipliers: { 'gpt-5-nano': ' ' } };
  expect(rateRequestOf(draft, BEFORE, NOW_MS)).not.toHaveProperty('request.multipliers');
});

it('says what is wrong with which field', () => {
  const draft = { ...rateDraftOf(null), tokensPerUnit: '0', unit: 'a b', multipliers: { nano: 'x' } };
  const answer = rateRequestOf({ ...draft, isLater: true, moment: '2026-05-01T00:00' }, null, NOW_MS);
  expect('problems' in answer && Object.keys(answer.problems)).toEqual([
    ...['feature', 'name', 'unit', 'tokensPerUnit', 'times-nano', 'moment'],
  ]);
});

it('sends any amount as it was typed, exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), (micro) => {
      const value = parseAmount(typedNumber(` ${formatAmount(microTokens(micro))} `));
      expect(value).toBe(micro);
    }),
  );
});

it('knows the latest decision whatever takes effect last', () => {
  expect(latestRevision([{ revision: 2 }, { revision: 5 }, { revision: 1 }])).toBe(5);
  expect(latestRevision([])).toBeNull();
});
