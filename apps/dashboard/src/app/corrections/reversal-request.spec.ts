import { reversalRequestOf } from './reversal-request.js';

const DRAFT = { tokens: '1,000.5', lapsed: 'lapse', reason: ' charged twice ' } as const;

it('asks for exactly what is typed', () => {
  expect(reversalRequestOf(DRAFT)).toEqual({
    request: { amount: '1000.5', reason: 'charged twice', lapsed: 'lapse' },
  });
});

it.each([
  [{ tokens: '0' }, ['tokens']],
  [{ tokens: '-5' }, ['tokens']],
  [{ tokens: '0.1234567' }, ['tokens']],
  [{ reason: ' ' }, ['reason']],
  [{ tokens: '', reason: '' }, ['tokens', 'reason']],
])('finds what is wrong with %j', (changes, fields) => {
  const result = reversalRequestOf({ ...DRAFT, ...changes });
  expect('problems' in result && Object.keys(result.problems)).toEqual(fields);
});
