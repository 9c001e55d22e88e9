import type { UsageByPeriod } from '#libs/contract';
import { plusDays } from '../time/calendar-day.js';
import { daysNeeded, monthUsage } from './month-usage.js';

function usageUntil(today: string, tokensOn: Record<string, string>) {
  const { from } = daysNeeded(today);
  const periods: UsageByPeriod['periods'] = [];
  for (let day = from; day <= today; day = plusDays(day, 1))
    periods.push({ start: day, tokens: tokensOn[day] ?? '0', operations: day in tokensOn ? 1 : 0 });
  return { periods };
}

const comparison = (today: string, tokensOn: Record<string, string>) =>
  monthUsage(usageUntil(today, tokensOn))?.comparison;

it('asks for the last month and for 30 days, whichever is more', () => {
  expect(daysNeeded('2026-11-24')).toEqual({ from: '2026-10-01', to: '2026-11-24' });
  expect(daysNeeded('2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
});

it('adds up this month exactly and leaves out the one before', () => {
  const usage = monthUsage(
    usageUntil('2026-11-03', { '2026-10-31': '7', '2026-11-01': '0.1', '2026-11-03': '0.2' }),
  );
  expect(usage?.tokens).toBe(300_000n);
  expect(usage?.thisMonth.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-02', '2026-11-01']);
});

it('draws 30 days against the highest of them', () => {
  const usage = monthUsage(
    usageUntil('2026-11-24', { '2026-11-24': '50', '2026-11-01': '200', '2026-10-01': '999' }),
  );
  expect(usage?.recent).toHaveLength(30);
  expect(usage?.recent.at(-1)).toMatchObject({ day: '2026-11-24', isToday: true, heightPerMille: 250 });
});

it('compares with the same days of last month only', () => {
  expect(comparison('2026-11-24', { '2026-11-02': '84', '2026-10-24': '100', '2026-10-25': '5000' })).toBe(
    '16% less than Oct 1–24',
  );
  expect(comparison('2026-11-24', { '2026-11-02': '150', '2026-10-02': '100' })).toBe(
    '50% more than Oct 1–24',
  );
});

it('has words where there is nothing to compare', () => {
  expect(comparison('2026-11-24', { '2026-11-02': '5' })).toBe('Nothing was used Oct 1–24');
  expect(comparison('2026-11-01', { '2026-11-01': '5', '2026-10-01': '5' })).toBe('The same as Oct 1');
  expect(monthUsage({ periods: [] })).toBeNull();
});
