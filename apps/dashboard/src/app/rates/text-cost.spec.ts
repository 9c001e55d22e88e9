import type { Rate } from '#libs/contract';
import { costOf, countText, modelsWithMultipliers } from './text-cost.js';

const RATE: Rate = {
  feature: 'ai_bots',
  name: 'AI Bots',
  engine: null,
  icon: null,
  unit: 'word',
  tokensPerUnit: '2.5',
  multipliers: { claude: '3' },
  effectiveFrom: '2026-01-01T00:00:00Z',
  revision: 0,
};
const TEXT = 'It is a truth, universally acknowledged';

it('counts words and characters', () => {
  expect(countText(TEXT)).toEqual({ words: 6, characters: 39 });
  expect(countText('')).toEqual({ words: 0, characters: 0 });
});

it('reckons exactly, with what the model costs more', () => {
  expect(costOf(TEXT, RATE, '')).toMatchObject({ units: '6', multiplier: '1', tokens: '15' });
  expect(costOf(TEXT, RATE, 'claude')).toMatchObject({ multiplier: '3', tokens: '45' });
  expect(costOf(TEXT, { ...RATE, unit: 'character', tokensPerUnit: '0.000001' }, '')).toMatchObject({
    units: '39',
    tokens: '0.000039',
  });
});

it('has no price for units that a text does not have, and none that would have to be rounded', () => {
  expect(costOf(TEXT, { ...RATE, unit: 'image' }, '')).toMatchObject({ units: null, tokens: null });
  const tiny = { ...RATE, tokensPerUnit: '0.000001', multipliers: { claude: '0.1' } };
  expect(costOf(TEXT, tiny, 'claude')).toMatchObject({ units: '6', tokens: null });
});

it('finds no multiplier in what every object has', () => {
  expect(costOf(TEXT, RATE, 'constructor').multiplier).toBe('1');
});

it('names each model once that costs more or less somewhere', () => {
  const other = { ...RATE, multipliers: { claude: '2', 'gpt-5': '1.5' } };
  expect(modelsWithMultipliers([RATE, other])).toEqual(['claude', 'gpt-5']);
});
