import type { UsageByPeriod } from '#libs/contract';
import { amount, sum, type TokenAmount } from '#libs/ledger/tokens';
import { perMille } from '../amounts/proportion.js';
import {
  firstOfMonth,
  firstOfPreviousMonth,
  plusDays,
  sameDayOfPreviousMonth,
  shortDay,
  type CalendarDay,
} from '../time/calendar-day.js';

export const SPARKLINE_DAYS = 30;

export interface DayUsage {
  readonly day: CalendarDay;
  readonly tokens: string;
  readonly operations: number;
  /** Of the highest day shown. */
  readonly heightPerMille: number;
  readonly isToday: boolean;
}

export interface MonthUsage {
  /** The last 30 days, oldest first. */
  readonly recent: readonly DayUsage[];
  /** The days of this month so far, newest first. */
  readonly thisMonth: readonly DayUsage[];
  readonly tokens: TokenAmount;
  readonly comparison: string;
}

/** Enough for the last 30 days, for this month, and for the same days of last month. */
export function daysNeeded(today: CalendarDay): { from: CalendarDay; to: CalendarDay } {
  const thirtyDays = plusDays(today, 1 - SPARKLINE_DAYS);
  const lastMonth = firstOfPreviousMonth(today);
  return { from: lastMonth < thirtyDays ? lastMonth : thirtyDays, to: today };
}

export function monthUsage({ periods }: Pick<UsageByPeriod, 'periods'>): MonthUsage | null {
  const today = periods.at(-1)?.start;
  if (today === undefined) return null;
  const recent = daysOf(periods.slice(-SPARKLINE_DAYS), today);
  const thisMonth = daysOf(
    periods.filter(({ start }) => start >= firstOfMonth(today)),
    today,
  );
  const tokens = tokensOf(thisMonth);
  return {
    recent,
    thisMonth: thisMonth.toReversed(),
    tokens,
    comparison: comparisonWith(sameDaysLastMonth(periods, today), tokens, today),
  };
}

function daysOf(periods: UsageByPeriod['periods'], today: CalendarDay): readonly DayUsage[] {
  const highest = periods.map(({ tokens }) => amount(tokens)).reduce((a, b) => (a > b ? a : b), amount('0'));
  return periods.map(({ start, tokens, operations }) => ({
    day: start,
    tokens,
    operations,
    heightPerMille: perMille(amount(tokens), highest),
    isToday: start === today,
  }));
}

function sameDaysLastMonth(periods: UsageByPeriod['periods'], today: CalendarDay): TokenAmount {
  const first = firstOfPreviousMonth(today);
  const last = sameDayOfPreviousMonth(today);
  return tokensOf(periods.filter(({ start }) => start >= first && start <= last));
}

function tokensOf(days: readonly { readonly tokens: string }[]): TokenAmount {
  return sum(days.map(({ tokens }) => amount(tokens)));
}

/** `12% less than Oct 1–24` */
function comparisonWith(before: TokenAmount, now: TokenAmount, today: CalendarDay): string {
  const last = sameDayOfPreviousMonth(today);
  const first = firstOfMonth(last);
  const span = first === last ? shortDay(first) : `${shortDay(first)}–${Number(last.slice(8))}`;
  if (before === 0n) return now === 0n ? `Nothing, as on ${span}` : `Nothing was used ${span}`;
  return now === before ? `The same as ${span}` : `${changeInWords(before, now)} ${span}`;
}

function changeInWords(before: TokenAmount, now: TokenAmount): string {
  const percent = ((now > before ? now - before : before - now) * 100n) / before;
  if (percent >= 1_000n) return 'Over ten times';
  const size = percent === 0n ? 'Slightly' : `${percent}%`;
  return `${size} ${now > before ? 'more' : 'less'} than`;
}
