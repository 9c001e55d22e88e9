import { daysIn, monthsIn } from './periods.js';
import { ZonedDays } from '#libs/ledger';

const utc = new ZonedDays('UTC');

it('has every day from the first to the last', () => {
  const { starts, boundaries } = daysIn({ from: '2026-02-27', to: '2026-03-01' }, utc);
  expect(starts).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(boundaries.map((each) => each.toISOString().slice(0, 10))).toEqual([...starts, '2026-03-02']);
});

it('has whole months, however the range cuts them', () => {
  const { starts, boundaries } = monthsIn({ from: '2025-12-31', to: '2026-02-01' }, utc);
  expect(starts).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
  expect(boundaries.at(-1)).toEqual(new Date('2026-03-01T00:00:00Z'));
});

it('refuses a range that ends before it begins', () => {
  expect(() => daysIn({ from: '2026-01-02', to: '2026-01-01' }, utc)).toThrow(
    'begins on 2026-01-02, after its end',
  );
});

it('refuses dates that do not exist', () => {
  expect(() => daysIn({ from: '2026-02-30', to: '2026-03-01' }, utc)).toThrow('"2026-02-30" is no date');
  expect(() => monthsIn({ from: '2026-02-01', to: 'today' }, utc)).toThrow('"today" is no date');
});

it('refuses more periods than fit an answer', () => {
  expect(daysIn({ from: '2026-01-01', to: '2027-02-04' }, utc).starts).toHaveLength(400);
  expect(() => daysIn({ from: '2026-01-01', to: '2027-02-05' }, utc)).toThrow('At most 400 periods');
});
