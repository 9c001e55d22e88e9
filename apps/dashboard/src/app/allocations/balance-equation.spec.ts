import { anAllocation } from '../testing/statement-samples.js';
import { balanceEquation } from './balance-equation.js';

it('adds up what was granted', () => {
  const { granted, terms, addsUp } = balanceEquation(anAllocation);
  expect(granted).toBe('50000');
  expect(terms.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'available 49715',
    'held 0',
    'spent 285',
    'expired 0',
    'revoked 0',
  ]);
  expect(addsUp).toBe(true);
});

it('tells when it does not', () => {
  expect(balanceEquation({ ...anAllocation, spent: '285.000001' }).addsUp).toBe(false);
});
