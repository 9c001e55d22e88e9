import fc from 'fast-check';
import { perMille, percentText } from './proportion.js';

it.each([
  [50n, 100n, 500],
  [0n, 100n, 0],
  [100n, 100n, 1_000],
  [150n, 100n, 1_000],
  [-5n, 100n, 0],
  [5n, 0n, 0],
  [10n ** 23n, 3n * 10n ** 23n, 333],
])('%s of %s is %s in a thousand', (part, whole, thousandths) => {
  expect(perMille(part, whole)).toBe(thousandths);
});

it('never leaves the bar', () => {
  const anyAmount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
  fc.assert(
    fc.property(anyAmount, anyAmount, (part, whole) => {
      const thousandths = perMille(part, whole);
      expect(thousandths >= 0 && thousandths <= 1_000 && Number.isInteger(thousandths)).toBe(true);
    }),
  );
});

it.each([
  [41n, 1_000n, '4.1%'],
  [1n, 1_000_000n, 'under 0.1%'],
  [0n, 1_000n, '0%'],
  [1_000n, 1_000n, '100%'],
])('says %s of %s as %s', (part, whole, text) => {
  expect(percentText(part, whole)).toBe(text);
});
