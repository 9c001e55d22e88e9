import { capsDraftOf, capsRequestOf, overdraftRequestOf } from './limit-requests.js';

const room = { cap: '1000.5', spent: '1', held: '0', available: '999.5', resetsAt: '2026-01-04T00:00:00Z' };

it('begins with what is set, and asks for the same again', () => {
  const draft = capsDraftOf({ day: room, week: null, month: null });
  expect(draft).toEqual({ day: '1,000.5', week: '', month: '' });
  expect(capsRequestOf(draft)).toEqual({ request: { day: '1000.5', week: null, month: null } });
});

it('takes nothing as no cap, and zero as a cap', () => {
  expect(capsRequestOf({ day: ' ', week: '0', month: '5' })).toEqual({
    request: { day: null, week: '0', month: '5' },
  });
});

it('finds every cap that is no amount', () => {
  const result = capsRequestOf({ day: '-1', week: 'many', month: '1.1234567' });
  expect('problems' in result && Object.keys(result.problems)).toEqual(['day', 'week', 'month']);
});

it('takes an overdraft limit of zero, but not of nothing', () => {
  expect(overdraftRequestOf('0')).toEqual({ request: { limit: '0' } });
  expect(overdraftRequestOf('1,000.25')).toEqual({ request: { limit: '1000.25' } });
  expect(overdraftRequestOf('')).toHaveProperty('problem');
});
