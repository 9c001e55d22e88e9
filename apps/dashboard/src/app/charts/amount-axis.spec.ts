import { amount, formatAmount, microTokens } from '#libs/ledger/tokens';
import fc from 'fast-check';
import { amountAxis } from './amount-axis.js';

const ticksFor = (highest: string) => amountAxis(amount(highest)).ticks.map(formatAmount);

it.each([
  ['100', ['0', '50', '100']],
  ['101', ['0', '50', '100', '150']],
  ['7.5', ['0', '2', '4', '6', '8']],
  ['0.000003', ['0', '0.000001', '0.000002', '0.000003']],
])('has for %s the ticks %j', (highest, ticks) => {
  expect(ticksFor(highest)).toEqual(ticks);
});

it('begins at zero, holds the highest, is even, and has few ticks, whatever the highest', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (highest) => {
      const { ticks, top } = amountAxis(microTokens(highest));
      expect(ticks[0]).toBe(0n);
      expect(ticks.at(-1)).toBe(top);
      expect(top >= highest).toBe(true);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(5);
      const steps = new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0n)));
      expect(steps.size).toBe(1);
    }),
  );
});
