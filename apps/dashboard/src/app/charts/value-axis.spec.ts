import { amount, formatAmount } from '#libs/ledger/tokens';
import { heightOn, valueAxis } from './value-axis.js';

const ticks = (highest: string) => valueAxis(amount(highest)).ticks.map(formatAmount);

it('begins at zero and ends at a round amount above everything', () => {
  expect(ticks('49715')).toEqual(['0', '25000', '50000']);
  expect(ticks('150000')).toEqual(['0', '80000', '160000']);
  expect(ticks('0.000003')).toEqual(['0', '0.000005', '0.00001']);
  expect(ticks('1000')).toEqual(['0', '500', '1000']);
});

it('has a height where nothing is shown', () => {
  expect(ticks('0')).toEqual(['0', '0.5', '1']);
});

it('is exact where amounts outgrow a number', () => {
  const axis = valueAxis(amount('999999999999999999'));
  expect(heightOn(axis, axis.top / 4n)).toBe(25);
  expect(heightOn(axis, -1n)).toBe(0);
  expect(heightOn(axis, axis.top * 2n)).toBe(100);
});
