import fc from 'fast-check';
import {
  add,
  amount,
  formatAmount,
  microTokens,
  multiplyExact,
  parseAmount,
  subtract,
} from './token-amount.js';

const MAX = 10n ** 24n - 1n;
const anyAmount = fc.bigInt({ min: -MAX, max: MAX }).map(microTokens);

it('writes every amount so that it reads back the same', () => {
  fc.assert(fc.property(anyAmount, (value) => expect(amount(formatAmount(value))).toBe(value)));
});

it('has one way to write an amount', () => {
  fc.assert(
    fc.property(anyAmount, (value) => {
      const text = formatAmount(value);
      expect(text).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
    }),
  );
});

it('adds and subtracts without loss', () => {
  fc.assert(fc.property(anyAmount, anyAmount, (a, b) => expect(subtract(add(a, b), b)).toBe(a)));
});

it('multiplies exactly or not at all', () => {
  const factor = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(microTokens);
  fc.assert(
    fc.property(factor, factor, (a, b) => {
      const product = multiplyExact(a, b);
      // In twelve decimals: a x b. Six of them must be zero, or the answer is none.
      expect(product === null ? (a * b) % 1_000_000n !== 0n : product * 1_000_000n === a * b).toBe(true);
    }),
  );
});

it.each([
  '',
  ' 1',
  '1 ',
  '1.',
  '.5',
  '1e3',
  '+1',
  '0x1',
  '1.0000001',
  '1,5',
  'NaN',
  'Infinity',
  '1'.repeat(19),
  '١',
])('does not take %j for an amount', (text) => {
  expect(parseAmount(text)).toBeNull();
  expect(() => amount(text)).toThrow(RangeError);
});

it.each([
  ['252.5', 252_500_000n],
  ['-0.000001', -1n],
  ['007.10', 7_100_000n],
  ['-0', 0n],
])('reads %j as %s micro-tokens', (text, value) => {
  expect(parseAmount(text)).toBe(value);
});
