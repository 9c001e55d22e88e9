import { OPERATOR_PLACES, PLACES, placesBehindMore } from './places.js';

it('keeps at most four places and More at the bottom of a phone', () => {
  const behindMore = placesBehindMore(PLACES);
  expect(PLACES.length - behindMore.length).toBeLessThanOrEqual(4);
  expect(behindMore.map(({ name }) => name)).toContain('Purchases');
});

it('needs no More where all fit', () => {
  expect(placesBehindMore(OPERATOR_PLACES)).toEqual([]);
});
