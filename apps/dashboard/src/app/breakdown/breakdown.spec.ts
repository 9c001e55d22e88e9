import { aBalance, anAllocation } from '../testing/statement-samples.js';
import { breakdown } from './breakdown.js';

const balance = {
  ...aBalance,
  total: '150.75',
  available: '100.75',
  held: '50',
  usedThisMonth: '12',
  allocations: [
    {
      ...anAllocation,
      model: 'a',
      name: 'A',
      available: '100',
      held: '0',
      usedThisMonth: '12',
      basis: '200',
    },
    {
      ...anAllocation,
      model: 'b',
      name: 'B',
      available: '0.75',
      held: '50',
      usedThisMonth: '0',
      basis: '60',
    },
  ],
};

it('shows what the total is made of', () => {
  const { columns, rows, sums, addsUp } = breakdown('total', balance);
  expect(columns).toEqual(['Available', 'Held', 'Total']);
  expect(rows.map(({ figures }) => figures)).toEqual([
    ['100', '0', '100'],
    ['0.75', '50', '50.75'],
  ]);
  expect(sums).toEqual(['100.75', '50', '150.75']);
  expect(addsUp).toBe(true);
});

it('tells when the parts are not the whole', () => {
  expect(breakdown('used', { ...balance, usedThisMonth: '13' }).addsUp).toBe(false);
});
