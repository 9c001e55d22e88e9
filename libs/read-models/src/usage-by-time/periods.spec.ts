import { periodsIn, reachingBack, type DateRange } from './periods.js';
import { DIVISIONS, ZonedDays } from '#libs/ledger';

const utc = new ZonedDays('UTC');
const daysIn = (range: DateRange) => periodsIn(range, utc, DIVISIONS.day);
const monthsIn = (range: DateRange) => periodsIn(range, utc, DIVISIONS.month);

it('has every day from the first to the last', () => {
  const { starts, boundaries } = daysIn({ from: '2026-02-27', to: '2026-03-01' });
  expect(starts).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(boundaries.map((each) => each.toISOString().slice(0, 10))).toEqual([...starts, '2026-03-02']);
});

it('has whole months, however the range cuts them', () => {
  const { starts, boundaries } = monthsIn({ from: '2025-12-31', to: '2026-02-01' });
  expect(starts).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
  expect(boundaries.at(-1)).toEqual(new Date('2026-03-01T00:00:00Z'));
});

it('refuses a range that ends before it begins', () => {
  expect(() => daysIn({ from: '2026-01-02', to: '2026-01-01' })).toThrow(
    'begins on 2026-01-02, after its end',
  );
});

it('refuses dates that do not exist', () => {
  expect(() => daysIn({ from: '2026-02-30', to: '2026-03-01' })).toThrow('"2026-02-30" is no date');
  expect(() => monthsIn({ from: '2026-02-01', to: 'today' })).toThrow('"today" is no date');
});

it('refuses more periods than fit an answer', () => {
  expect(daysIn({ from: '2026-01-01', to: '2027-02-04' }).starts).toHaveLength(400);
  expect(() => daysIn({ from: '2026-01-01', to: '2027-02-05' })).toThrow('At most 400 periods');
});

it('cuts the first and the last month to the range where that is asked for', () => {
  const { starts, boundaries } = monthsIn({ from: '2026-01-31', to: '2026-02-01', edges: 'cut' });
  expect(starts).toEqual(['2026-01-01', '2026-02-01']);
  expect(boundaries).toEqual(['2026-01-31', '2026-02-01', '2026-02-02'].map((day) => new Date(day)));
});

it('cuts one month at both ends', () => {
  const { boundaries } = monthsIn({ from: '2026-01-10', to: '2026-01-20', edges: 'cut' });
  expect(boundaries).toEqual([new Date('2026-01-10'), new Date('2026-01-21')]);
});

it('reaches back to the first use, and far enough to tell something', () => {
  expect(reachingBack('2026-01-20', null, DIVISIONS.day)).toBe('2026-01-07');
  expect(reachingBack('2026-01-20', '2026-01-19', DIVISIONS.day)).toBe('2026-01-07');
  expect(reachingBack('2026-01-20', '2025-12-30', DIVISIONS.day)).toBe('2025-12-30');
  expect(reachingBack('2026-01-20', '2025-06-04', DIVISIONS.week)).toBe('2025-06-02');
});

it('reaches back no further than fits an answer', () => {
  const from = reachingBack('2026-01-20', '1999-01-01', DIVISIONS.month);
  expect(from).toBe('1999-01-01');
  expect(
    daysIn({ from: reachingBack('2026-01-20', '1999-01-01', DIVISIONS.day), to: '2026-01-20' }).starts,
  ).toHaveLength(400);
});
