import { thresholdPassed } from './threshold.js';
import { amount } from './token-amount.js';

it.each([
  ['100.000001', null],
  ['100', 'warning'],
  ['50.000001', 'warning'],
  ['50', 'critical'],
  ['0.000001', 'critical'],
  ['0', 'depleted'],
])('with %s of 1000 left, the deepest threshold passed is %s', (left, threshold) => {
  expect(thresholdPassed(amount(left), amount('1000'))).toBe(threshold);
});

it('calls nothing of nothing depleted', () => {
  expect(thresholdPassed(amount('0'), amount('0'))).toBe('depleted');
});
