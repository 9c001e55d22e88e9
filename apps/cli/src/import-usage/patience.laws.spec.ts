import fc from 'fast-check';
import { PATIENCE, waitMs } from './patience.js';

const attempt = fc.integer({ min: 1, max: PATIENCE.attemptsMax });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits longer from attempt to attempt, up to a bound, and never the same for all', () => {
  fc.assert(
    fc.property(attempt, random, (number, chance) => {
      const full = Math.min(PATIENCE.waitMsMax, PATIENCE.firstWaitMs * 2 ** (number - 1));
      const wait = waitMs(PATIENCE, number, null, chance);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
    }),
  );
});

it('never comes back before the API asked for it', () => {
  fc.assert(
    fc.property(attempt, random, fc.nat(), (number, chance, askedFor) => {
      expect(waitMs(PATIENCE, number, askedFor, chance)).toBeGreaterThanOrEqual(askedFor);
    }),
  );
});

it('lasts about a minute', () => {
  const total = Array.from({ length: PATIENCE.attemptsMax - 1 }, (_, before) =>
    waitMs(PATIENCE, before + 1, null, 0.5),
  );
  const seconds = total.reduce((sum, each) => sum + each) / 1_000;
  expect(seconds).toBeGreaterThan(45);
  expect(seconds).toBeLessThan(75);
});
