import fc from 'fast-check';
import { dollars, moneyOf } from './money-input.js';

it('reads what it writes, to the cent', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999n }), (cents) => {
      const money = { minorUnits: cents.toString(), currency: 'USD' } as const;
      expect(moneyOf(dollars(money))).toEqual(money);
    }),
  );
});

it.each([
  ['19.99', '1999'],
  ['19.9', '1990'],
  ['$1,200', '120000'],
  [' 0.07 ', '7'],
])('reads %s as %s cents', (typed, minorUnits) => {
  expect(moneyOf(typed)).toEqual({ minorUnits, currency: 'USD' });
});

it.each(['', '-1', '1.999', '1e3', 'free', '.5'])('does not take %p for money', (typed) => {
  expect(moneyOf(typed)).toBeNull();
});
