import { aTokensPackage } from '../testing/store-samples.js';
import { parseUnits, presetsOf, withinLimits } from './quantity-limits.js';

const limits = { unitsMin: 2, unitsMax: 1_000 };

it.each([
  ['2', 2],
  ['1,000', 1_000],
  [' 25 ', 25],
  ['1', null],
  ['1001', null],
  ['2.5', null],
  ['-3', null],
  ['', null],
  ['many', null],
])('reads %j as %s', (typed, units) => {
  expect(parseUnits(typed, limits)).toBe(units);
});

it('comes back to the nearest quantity that is sold', () => {
  expect([0, 500, 5_000].map((units) => withinLimits(units, limits))).toEqual([2, 500, 1_000]);
});

it('offers the least, ten times as many, and where the price falls', () => {
  expect(presetsOf(aTokensPackage.offer)).toEqual([1, 10, 25, 100]);
  expect(presetsOf({ ...aTokensPackage.offer, unitsMax: 30 })).toEqual([1, 10, 25]);
});
