import fc from 'fast-check';
import { unusedCredit } from './proration.js';

const usd = (minorUnits: bigint | string) =>
  ({ minorUnits: minorUnits.toString(), currency: 'USD' }) as const;
const START = Date.parse('2026-01-31T10:00:00.000Z');

const cases = fc
  .record({
    price: fc.bigInt({ min: 1n, max: 99_999_999n }),
    length: fc.integer({ min: 1, max: 366 * 86_400_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ price, length, part }) => ({ price, length, used: Math.floor(length * part) }));

const period = (length: number) => ({
  number: 1,
  fromMonth: 0,
  startsAt: new Date(START).toISOString(),
  endsAt: new Date(START + length).toISOString(),
});

it('gives back never more than is unused, and less than one minor unit too little', () => {
  fc.assert(
    fc.property(cases, ({ price, length, used }) => {
      const credit = BigInt(unusedCredit(usd(price), period(length), new Date(START + used)).minorUnits);
      const exact = price * BigInt(length - used);
      expect(credit * BigInt(length) <= exact).toBe(true);
      expect((credit + 1n) * BigInt(length) > exact).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it('gives all back at the start and nothing at the end', () => {
  const month = period(28 * 86_400_000);
  expect(unusedCredit(usd('1999'), month, new Date(month.startsAt))).toEqual(usd('1999'));
  expect(unusedCredit(usd('1999'), month, new Date(month.endsAt))).toEqual(usd('0'));
  expect(unusedCredit(usd('1999'), month, new Date(START + 14 * 86_400_000))).toEqual(usd('999'));
});
