import { instantOf, wallTimeOf } from '../calendar/local-time.js';
import { periodAfter, periodBoundary, periodFrom, type BillingAnchor } from './billing-period.js';

const anchor = (at: string, timeZone = 'UTC'): BillingAnchor => ({ at, timeZone });
const boundaries = (from: BillingAnchor, ...months: readonly number[]) =>
  months.map((each) => periodBoundary(from, each).toISOString());

it('keeps the 31st over months that have none: Jan 31, Feb 28, Mar 31, Apr 30', () => {
  expect(boundaries(anchor('2026-01-31T10:00:00.000Z'), 0, 1, 2, 3)).toEqual([
    '2026-01-31T10:00:00.000Z',
    '2026-02-28T10:00:00.000Z',
    '2026-03-31T10:00:00.000Z',
    '2026-04-30T10:00:00.000Z',
  ]);
});

it('ends a month from Jan 31 on the leap day of a leap year', () => {
  expect(boundaries(anchor('2028-01-31T10:00:00.000Z'), 1, 2)).toEqual([
    '2028-02-29T10:00:00.000Z',
    '2028-03-31T10:00:00.000Z',
  ]);
});

it('renews a leap day on Feb 28 of common years, and on Feb 29 again four years later', () => {
  expect(boundaries(anchor('2028-02-29T10:00:00.000Z'), 12, 24, 36, 48)).toEqual([
    '2029-02-28T10:00:00.000Z',
    '2030-02-28T10:00:00.000Z',
    '2031-02-28T10:00:00.000Z',
    '2032-02-29T10:00:00.000Z',
  ]);
});

it('keeps the local time over the change to and from daylight saving', () => {
  expect(boundaries(anchor('2026-03-15T08:00:00.000Z', 'Europe/Berlin'), 1, 8)).toEqual([
    '2026-04-15T07:00:00.000Z',
    '2026-11-15T08:00:00.000Z',
  ]);
});

it('moves on to the next existing time where daylight saving skips the local time', () => {
  // On 2026-03-29 the clocks of Berlin go from 02:00 to 03:00, which is 01:00 UTC.
  expect(boundaries(anchor('2026-02-28T01:30:00.000Z', 'Europe/Berlin'), 13)).toEqual([
    '2027-03-28T01:00:00.000Z',
  ]);
  expect(boundaries(anchor('2026-01-29T01:30:00.000Z', 'Europe/Berlin'), 2)).toEqual([
    '2026-03-29T01:00:00.000Z',
  ]);
});

it('takes the first of two equal local times, but keeps an anchor that is the second', () => {
  expect(boundaries(anchor('2026-09-25T00:30:00.000Z', 'Europe/Berlin'), 1)).toEqual([
    '2026-10-25T00:30:00.000Z',
  ]);
  expect(boundaries(anchor('2026-10-25T01:30:00.000Z', 'Europe/Berlin'), 0)).toEqual([
    '2026-10-25T01:30:00.000Z',
  ]);
});

it('has the day of the zone, not that of UTC', () => {
  // Jan 31 23:30 in New York is Feb 1 in UTC.
  expect(boundaries(anchor('2026-02-01T04:30:00.000Z', 'America/New_York'), 1)).toEqual([
    '2026-03-01T04:30:00.000Z',
  ]);
});

it('moves on over a day that a place skipped: Samoa had no Dec 30 in 2011', () => {
  expect(instantOf(Date.UTC(2011, 11, 30, 12), 'Pacific/Apia').toISOString()).toBe(
    '2011-12-30T10:00:00.000Z',
  );
});

it('refuses what is no zone', () => {
  expect(() => wallTimeOf(new Date(0), 'Mars/Olympus')).toThrow('"Mars/Olympus" is no IANA time zone.');
  expect(() => wallTimeOf(new Date(0), '+02:00')).toThrow('"+02:00" is no IANA time zone.');
});

it('goes from months to a year and back without losing the day of the anchor', () => {
  const from = anchor('2026-01-31T10:00:00.000Z');
  const month = periodFrom(from, 0, 'month', 1);
  const year = periodAfter(from, month, 'month', 'year');
  const again = periodAfter(from, year, 'year', 'month');
  expect([year, again]).toEqual([
    {
      number: 2,
      fromMonth: 1,
      startsAt: '2026-02-28T10:00:00.000Z',
      endsAt: '2027-02-28T10:00:00.000Z',
    },
    {
      number: 3,
      fromMonth: 13,
      startsAt: '2027-02-28T10:00:00.000Z',
      endsAt: '2027-03-31T10:00:00.000Z',
    },
  ]);
});
