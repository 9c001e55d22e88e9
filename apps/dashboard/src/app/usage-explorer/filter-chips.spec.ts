import { chipsOf } from './filter-chips.js';
import { EVERYTHING, type UsageFilter } from './usage-filter.js';

const names = { model: 'GPT-5 Nano', feature: 'AI Bots' };
const wordsOf = (changes: Partial<UsageFilter>) =>
  chipsOf({ ...EVERYTHING, ...changes }, names).map(({ words }) => words);

it('has nothing of everything', () => {
  expect(wordsOf({})).toEqual([]);
});

it('says each thing that is asked for by itself, with names and in readable figures', () => {
  const filter = {
    ...{ model: 'gpt-5-nano', feature: 'ai_bots', from: '2026-01-03', to: '2026-01-05' },
    ...{ min: '1000', max: '٢٥٠٠', operation: 'op-1', search: 'nano' },
  };
  expect(wordsOf(filter)).toEqual([
    ...['Search: nano', 'Model: GPT-5 Nano', 'Feature: AI Bots'],
    ...['From Sat, Jan 3, 2026', 'To Mon, Jan 5, 2026', 'At least 1,000 tokens', 'At most 2,500 tokens'],
    'Operation op-1',
  ]);
});

it('says what an address has even where it makes no sense, so that it can be removed', () => {
  expect(wordsOf({ from: 'soon', min: 'many' })).toEqual(['From soon', 'At least many tokens']);
});
