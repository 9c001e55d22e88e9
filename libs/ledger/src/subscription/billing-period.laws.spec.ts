import fc from 'fast-check';
import { instantOf, wallTimeOf } from '../calendar/local-time.js';
import { periodAfter, periodBoundary, periodFrom, type BillingPeriod } from './billing-period.js';

/** Offsets of hours, half and quarter hours; both hemispheres; a saving of half an hour; both ends of the day. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Etc/GMT+12',
];
const anchors = fc.record({
  at: fc
    .date({
      min: new Date('2015-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((at) => at.toISOString()),
  timeZone: fc.constantFrom(...ZONES),
});
const every = fc.constantFrom('month' as const, 'year' as const);
const dayOf = (wall: number) => new Date(wall).getUTCDate();
const lastDayOf = (wall: number) => {
  const date = new Date(wall);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
};

it('has periods without gap or overlap, whatever plans follow each other', () => {
  fc.assert(
    fc.property(anchors, fc.array(every, { minLength: 1, maxLength: 8 }), (anchor, plans) => {
      const [first = 'month', ...rest] = plans;
      let period: BillingPeriod = periodFrom(anchor, 0, first, 1);
      expect(period.startsAt).toBe(anchor.at);
      let present = first;
      for (const next of rest) {
        const after = periodAfter(anchor, period, present, next);
        expect(after.startsAt).toBe(period.endsAt);
        expect(Date.parse(after.endsAt)).toBeGreaterThan(Date.parse(after.startsAt));
        expect(after.number).toBe(period.number + 1);
        [period, present] = [after, next];
      }
    }),
    { numRuns: 1_000 },
  );
});

it('has every boundary on the day of the anchor, or the last of the month, at its time or the next that exists', () => {
  fc.assert(
    fc.property(anchors, fc.integer({ min: 1, max: 120 }), (anchor, months) => {
      const at = periodBoundary(anchor, months);
      const wanted = wallTimeOf(new Date(anchor.at), anchor.timeZone);
      const shown = wallTimeOf(at, anchor.timeZone);
      const before = wallTimeOf(new Date(at.getTime() - 1), anchor.timeZone);
      const timeOfDay = (wall: number) => ((wall % 86_400_000) + 86_400_000) % 86_400_000;
      if (timeOfDay(shown) === timeOfDay(wanted)) {
        expect(dayOf(shown)).toBe(Math.min(dayOf(wanted), lastDayOf(shown)));
      } else {
        expect(shown - before).toBeGreaterThan(1); // the clocks jumped over it at that very moment
      }
    }),
    { numRuns: 2_000 },
  );
});

it('finds for what clocks show an instant at which they show it', () => {
  fc.assert(
    fc.property(anchors, ({ at, timeZone }) => {
      const shown = wallTimeOf(new Date(at), timeZone);
      const found = instantOf(shown, timeZone);
      expect(wallTimeOf(found, timeZone)).toBe(shown);
      expect(found.getTime()).toBeLessThanOrEqual(Date.parse(at));
    }),
    { numRuns: 2_000 },
  );
});
