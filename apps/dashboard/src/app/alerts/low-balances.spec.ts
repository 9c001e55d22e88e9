import type { Allocation } from '#libs/contract';
import { aBalance, anAllocation } from '../testing/statement-samples.js';
import { lowBalances } from './low-balances.js';

const allocation = (model: string, more: Partial<Allocation>): Allocation => ({
  ...{ ...anAllocation, model, name: model },
  ...more,
});
const said = (...allocations: readonly Allocation[]) =>
  lowBalances({ ...aBalance, allocations: [...allocations] }).map(({ level, name, words }) => [
    level,
    `${name} ${words}`,
  ]);

it('lists what was told to run low, worst first, with the figures', () => {
  expect(
    said(
      allocation('low', { available: '4200', alert: 'warning' }),
      allocation('ample', { available: '40000' }),
      allocation('gone', { available: '0', alert: 'depleted' }),
      allocation('nearly gone', { available: '2120.25', alert: 'critical' }),
      allocation('boundless', { available: '0', unlimited: true }),
    ),
  ).toEqual([
    ['depleted', 'gone has no tokens left'],
    ['critical', 'nearly gone has 2,120.25 tokens left'],
    ['warning', 'low has 4,200 tokens left'],
  ]);
});

it('goes by what was told, and not by the bar: a small top-up is much of a small rest', () => {
  expect(said(allocation('topped up', { available: '100', basis: '50000' }))).toEqual([]);
});

it('says what is held, which counts as left', () => {
  expect(said(allocation('busy', { available: '0', held: '1200', alert: 'critical' }))).toEqual([
    ['critical', 'busy has 1,200 held and no more'],
  ]);
  expect(said(allocation('busy', { available: '300', held: '1200', alert: 'critical' }))).toEqual([
    ['critical', 'busy has 300 tokens left, and 1,200 held'],
  ]);
});
