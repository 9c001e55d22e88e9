import { levelOf } from './level.js';

it.each([
  ['5000.000001', 'ample'],
  ['5000', 'warning'],
  ['2500.000001', 'warning'],
  ['2500', 'critical'],
  ['0.000001', 'critical'],
  ['0', 'depleted'],
])('%s of 50,000 left is %s', (available, level) => {
  expect(levelOf({ unlimited: false, available, basis: '50000' })).toBe(level);
});

it('calls nothing of nothing depleted', () => {
  expect(levelOf({ unlimited: false, available: '0', basis: '0' })).toBe('depleted');
});

it('never warns about what has no limit', () => {
  expect(levelOf({ unlimited: true, available: '0', basis: '0' })).toBe('unlimited');
});
