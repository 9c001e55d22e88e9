import { aBalance, anAllocation } from '../testing/statement-samples.js';
import { lowBalances } from './low-balances.js';

const withAvailable = (model: string, available: string, more = {}) => ({
  ...anAllocation,
  model,
  name: model,
  available,
  ...more,
});

it('lists what runs low, worst first, with the figures', () => {
  const allocations = [
    withAvailable('low', '4200'),
    withAvailable('ample', '40000'),
    withAvailable('gone', '0'),
    withAvailable('nearly gone', '2120.25'),
    withAvailable('boundless', '0', { unlimited: true }),
  ];
  expect(
    lowBalances({ ...aBalance, allocations }).map(({ level, name, words }) => [level, `${name} ${words}`]),
  ).toEqual([
    ['depleted', 'gone has no tokens left'],
    ['critical', 'nearly gone has 4.2% left: 2,120.25 of 50,000'],
    ['warning', 'low has 8.4% left: 4,200 of 50,000'],
  ]);
});

it('does not call held tokens gone', () => {
  const allocations = [withAvailable('busy', '0', { held: '1200' })];
  expect(lowBalances({ ...aBalance, allocations })[0]?.words).toBe('has 1,200 held and no more');
});
