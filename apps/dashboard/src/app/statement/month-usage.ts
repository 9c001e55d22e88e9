import type { UsageByPeriod } from '#libs/contract';
import { amount, sum, type TokenAmount } from '#libs/ledger/tokens';
import { perMille } from '../amounts/proportion.js';
import { LOCALE } from '../locale.js';
import {
  firstOfMonth,
  firstOfPreviousMonth,
  plusDays,
  sameDayOfPreviousMonth,
  shortDays,
  type CalendarDay,
} from '../time/calendar-day.js';

export const SPARKLINE_DAYS = 30;
const wholePercents = new Intl.NumberFormat(LOCALE, { style: 'percent' });

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
  const days = shortDays(first, last);
  if (before === 0n)
    return now === 0n ? $localize`Nothing, as on ${days}:days:` : $localize`Nothing was used ${days}:days:`;
  return now === before ? $localize`The same as ${days}:days:` : changeInWords(before, now, days);
}

function changeInWords(before: TokenAmount, now: TokenAmount, days: string): string {
  const hundredths = ((now > before ? now - before : before - now) * 100n) / before;
  if (hundredths >= 1_000n) return $localize`Over ten times ${days}:days:`;
  const percent = wholePercents.format(Number(hundredths) / 100);
  if (hundredths === 0n)
    return now > before
      ? $localize`Slightly more than ${days}:days:`
      : $localize`Slightly less than ${days}:days:`;
  return now > before
    ? $localize`${percent}:percent: more than ${days}:days:`
    : $localize`${percent}:percent: less than ${days}:days:`;
}
