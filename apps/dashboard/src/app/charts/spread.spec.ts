import fc from 'fast-check';
import { spread } from './spread.js';

it('leaves labels where they are when there is room', () => {
  expect(spread([200, 120, 40], 32, 240)).toEqual([200, 120, 40]);
});

it('pushes apart what would touch, upwards from the lowest', () => {
  expect(spread([224, 220, 215], 32, 240)).toEqual([224, 192, 160]);
});

it('keeps order, distance and limits, as long as all fit', () => {
  const middles = fc
    .array(fc.integer({ min: 0, max: 240 }), { maxLength: 7 })
    .map((all) => all.sort((a, b) => b - a));
  fc.assert(
    fc.property(middles, (given) => {
      const placed = spread(given, 32, 240);
      for (const [index, middle] of placed.entries()) {
        expect(middle).toBeGreaterThanOrEqual(16);
        expect(middle).toBeLessThanOrEqual(240);
        if (index > 0) expect((placed[index - 1] ?? 0) - middle).toBeGreaterThanOrEqual(32);
      }
    }),
  );
});
