import { BEFORE_THE_FIRST, type PastAccount } from './past-account.js';
import { RestingPlaces } from './resting-places.js';

const stateAfter = (revision: bigint): PastAccount => ({
  ...BEFORE_THE_FIRST,
  event: { revision, position: revision, type: 'X', happenedAt: new Date(0), recordedAt: new Date(0) },
});
const passing = (places: RestingPlaces, events: number) => {
  for (let revision = 0n; revision < events; revision += 1n) places.pass(stateAfter(revision));
};
const lastUpTo = (places: RestingPlaces, revision: bigint) =>
  places.lastThat(({ event }) => event !== null && event.revision <= revision).event?.revision ?? null;

it('are few, however long the way', () => {
  const places = new RestingPlaces(64, 256n);
  passing(places, 100_000);
  expect(places.count).toBeGreaterThan(32);
  expect(places.count).toBeLessThanOrEqual(64);
});

it('are never beyond what is looked for, and not far before it', () => {
  const places = new RestingPlaces(8, 2n);
  passing(places, 40);
  expect(lastUpTo(places, 0n)).toBeNull();
  expect(lastUpTo(places, 39n)).toBeGreaterThanOrEqual(31n);
  expect(lastUpTo(places, 20n)).toBeLessThanOrEqual(20n);
});

it('are not left twice by those who pass the same way', () => {
  const places = new RestingPlaces(8, 2n);
  passing(places, 10);
  const { count } = places;
  passing(places, 10);
  expect(places.count).toBe(count);
});
