import { isLocalDate, nextDay, nextMonth, ZonedDays } from './zoned-days.js';

const startOf = (zone: string, date: string) => new ZonedDays(zone).startOf(date).toISOString();

it.each([
  ['UTC', '2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['Asia/Kathmandu', '2026-03-01', '2026-02-28T18:15:00.000Z'],
  ['Asia/Kolkata', '2026-03-01', '2026-02-28T18:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-03-01', '2026-02-28T10:00:00.000Z'],
  ['Etc/GMT+12', '2026-03-01', '2026-03-01T12:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T13:00:00.000Z'],
])('begins the day in %s on %s at %s', (zone, date, start) => {
  expect(startOf(zone, date)).toBe(start);
});

it('begins a day at one where the clocks skip midnight', () => {
  expect(startOf('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
  expect(startOf('America/Santiago', '2026-09-06')).toBe('2026-09-06T04:00:00.000Z');
});

it('has days of 23, 24 and 25 hours', () => {
  const berlin = new ZonedDays('Europe/Berlin');
  const hours = (date: string) =>
    (berlin.startOf(nextDay(date)).getTime() - berlin.startOf(date).getTime()) / 3_600_000;
  expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25]);
});

it('finds the month of a moment by the clocks of the zone', () => {
  const now = new Date('2026-01-31T23:30:00Z');
  expect(new ZonedDays('Europe/Berlin').monthOf(now)).toEqual({
    start: new Date('2026-01-31T23:00:00Z'),
    end: new Date('2026-02-28T23:00:00Z'),
  });
});

it('goes from day to day and from month to month over the ends of years and leap days', () => {
  expect(nextDay('2028-02-28')).toBe('2028-02-29');
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextMonth('2026-12-31')).toBe('2027-01-01');
  expect(nextMonth('2026-01-31')).toBe('2026-02-01');
});

it.each(['2026-02-29', '2026-13-01', '26-01-01', '0999-01-01', '2026-1-1', ''])(
  'takes %j for no date',
  (text) => {
    expect(isLocalDate(text)).toBe(false);
  },
);

it.each(['+02:00', 'Mars/Olympus', '', '-05'])('refuses %j as a zone', (zone) => {
  expect(() => new ZonedDays(zone)).toThrow(`"${zone}" is no IANA time zone.`);
});
