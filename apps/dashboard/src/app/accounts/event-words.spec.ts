import { eventWords } from './event-words.js';

it.each([
  ['TokensGranted', { amount: '1000', model: 'claude', source: 'bonus' }, 'Granted 1,000 of claude (bonus)'],
  ['TokensExpired', { tokens: '5', model: 'claude' }, 'Expired: 5 of claude'],
  ['HoldReleased', { holdId: 'h-1' }, 'Released hold h-1'],
  [
    'BalanceAdjusted',
    { direction: 'down', tokens: '0.5', model: 'claude', reason: 'a mistake' },
    'Adjusted down by 0.5 of claude: a mistake',
  ],
  ['SpendingFrozen', { reason: 'misuse' }, 'Spending frozen: misuse'],
])('says what a %s says', (type, data, words) => {
  expect(eventWords({ type, data })).toBe(words);
});

it('says what was consumed, exactly', () => {
  const data = { tokens: '1234.5', model: 'gpt-5-nano', units: '493.8', unit: 'word', feature: 'ai_bots' };
  expect(eventWords({ type: 'TokensConsumed', data })).toBe(
    'Consumed 1,234.5 of gpt-5-nano for 493.8 × word of ai_bots',
  );
});

it('says what was bought, model by model', () => {
  const items = [
    { model: 'gpt-5-nano', amount: '50000' },
    { model: 'claude', amount: '10000.5' },
  ];
  expect(eventWords({ type: 'TokensPurchased', data: { packageName: 'Starter', items } })).toBe(
    'Bought Starter: 50,000 of gpt-5-nano, 10,000.5 of claude',
  );
});

it('calls what it does not know by its type, and reads whatever is stored', () => {
  expect(eventWords({ type: 'TokensFrozenSolid', data: {} })).toBe('Tokens Frozen Solid');
  expect(eventWords({ type: 'TokensGranted', data: { amount: null } })).toBe('Granted ? of ? (?)');
  expect(eventWords({ type: 'TokensPurchased', data: { items: 7 } })).toBe('Bought ?: ?');
});
