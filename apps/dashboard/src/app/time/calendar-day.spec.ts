import {
  dayIn,
  dayName,
  daySpan,
  firstOfNextMonth,
  firstOfPreviousMonth,
  monthName,
  plusDays,
  sameDayOfPreviousMonth,
  shortDay,
  shortMonth,
} from './calendar-day.js';

it('cuts days where the viewer is', () => {
  const instant = new Date('2026-03-01T03:00:00Z');
  expect(dayIn('UTC', instant)).toBe('2026-03-01');
  expect(dayIn('America/Los_Angeles', instant)).toBe('2026-02-28');
});

it('counts over the ends of months and years', () => {
  expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(plusDays('2025-12-31', 1)).toBe('2026-01-01');
  expect(firstOfPreviousMonth('2026-01-15')).toBe('2025-12-01');
  expect(firstOfNextMonth('2026-12-31')).toBe('2027-01-01');
  expect(firstOfNextMonth('2026-02-01')).toBe('2026-03-01');
});

it.each([
  ['2026-11-24', '2026-10-24'],
  ['2026-03-31', '2026-02-28'],
  ['2026-01-05', '2025-12-05'],
])('finds the day a month before %s', (day, before) => {
  expect(sameDayOfPreviousMonth(day)).toBe(before);
});

it('names days and months', () => {
  expect(shortDay('2026-01-03')).toBe('Jan 3');
  expect(monthName('2026-01-03')).toBe('January 2026');
  expect(shortMonth('2026-01-03')).toBe('Jan 2026');
  expect(dayName('2026-01-03')).toBe('Sat, Jan 3, 2026');
  expect(daySpan('2026-01-26', '2026-02-01').replaceAll(/\s/g, ' ')).toBe('Jan 26 – Feb 1, 2026');
});
