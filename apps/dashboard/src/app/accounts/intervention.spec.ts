import { routes } from '#libs/contract/routes';
import { commandOf } from './intervention.js';

const DRAFT = { model: 'gpt-5-nano', tokens: '1,000.5', direction: 'down', reason: ' a gift ' } as const;

it.each([
  [
    'grant',
    routes.grants('acc-1'),
    { model: 'gpt-5-nano', amount: '1000.5', source: 'bonus', reason: 'a gift' },
  ],
  [
    'adjust',
    routes.adjustments('acc-1'),
    { model: 'gpt-5-nano', direction: 'down', tokens: '1000.5', reason: 'a gift' },
  ],
  ['freeze', routes.freeze('acc-1'), { reason: 'a gift' }],
  ['unfreeze', routes.unfreeze('acc-1'), { reason: 'a gift' }],
] as const)('makes a command to %s of what is typed, exactly', (intervention, path, body) => {
  expect(commandOf(intervention, 'acc-1', DRAFT)).toEqual({ path, body });
});

it.each([
  [{ tokens: '' }, ['tokens']],
  [{ tokens: '0' }, ['tokens']],
  [{ tokens: '-5' }, ['tokens']],
  [{ tokens: '1.1234567' }, ['tokens']],
  [{ model: '' }, ['model']],
  [{ reason: '  ' }, ['reason']],
  [{ tokens: 'x', reason: '' }, ['tokens', 'reason']],
])('finds what is wrong with %j', (changes, fields) => {
  const result = commandOf('grant', 'acc-1', { ...DRAFT, ...changes });
  expect('problems' in result && Object.keys(result.problems)).toEqual(fields);
});

it('asks no tokens of a freeze', () => {
  expect(commandOf('freeze', 'acc-1', { ...DRAFT, tokens: '', model: '' })).toHaveProperty('path');
});
