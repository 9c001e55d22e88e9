import fc from 'fast-check';
import { FIRST_WAIT_MS, WAIT_MS_MAX, waitMs } from './backoff.js';

const retry = fc.integer({ min: 1, max: 5_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits anything from nothing to a bound that doubles up to the longest wait', () => {
  fc.assert(
    fc.property(retry, random, (number, chance) => {
      const wait = waitMs(number, null, chance);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (number - 1)));
    }),
  );
});

it('never comes back before the server asked for it, nor much later', () => {
  fc.assert(
    fc.property(retry, random, fc.nat({ max: 600_000 }), (number, chance, askedFor) => {
      const wait = waitMs(number, askedFor, chance);
      expect(wait).toBeGreaterThanOrEqual(askedFor);
      expect(wait).toBeLessThanOrEqual(askedFor + WAIT_MS_MAX);
    }),
  );
});

it('spreads callers that failed together', () => {
  expect(waitMs(3, null, 0.25)).toBe(100);
  expect(waitMs(3, null, 0.75)).toBe(300);
});
