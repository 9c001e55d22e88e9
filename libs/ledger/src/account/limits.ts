import { DIVISIONS } from '../calendar/divisions.js';
import { isTimeZone, ZonedDays } from '../calendar/zoned-days.js';
import { microTokens, ZERO, type TokenAmount } from '../tokens/index.js';

/**
 * Caps count what is charged within the current day, week and month of the account's time zone.
 * Each period is begun by the first look at it, and lasts until its own end: a change of the time
 * zone moves the boundaries of the next one.
 */
export interface Freeze {
  readonly reason: string;
  readonly frozenAt: string;
}

export const CAP_PERIODS = ['day', 'week', 'month'] as const;
export type CapPeriod = (typeof CAP_PERIODS)[number];

export type CapAmounts = Readonly<Record<CapPeriod, TokenAmount | null>>;
export const NO_CAPS: CapAmounts = { day: null, week: null, month: null };

/** In milliseconds since 1970; `end` belongs to the next period. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export type Calendar = Readonly<Partial<Record<CapPeriod, Period>>>;

/** Charged within the period that began at `start`; of an earlier one when that is not the current. */
export type Spending = Readonly<
  Partial<Record<CapPeriod, { readonly start: number; readonly tokens: TokenAmount }>>
>;

export { isTimeZone };

const zones = new Map<string, ZonedDays>();

function zoned(timeZone: string): ZonedDays {
  const name = timeZone.toLowerCase(); // names are known in any spelling
  const known = zones.get(name);
  if (known) return known;
  const days = new ZonedDays(timeZone);
  zones.set(name, days); // there are a few hundred zones
  return days;
}

export function periodAt(calendar: Calendar, kind: CapPeriod, timeZone: string, at: Date): Period {
  const current = calendar[kind];
  if (current && at.getTime() < current.end) return current;
  const days = zoned(timeZone);
  const { firstOf, next } = DIVISIONS[kind];
  const first = firstOf(days.dateOf(at));
  const start = days.startOf(first).getTime();
  return {
    start: current ? Math.max(start, current.end) : start,
    end: days.startOf(next(first)).getTime(),
  };
}

export function calendarAt(calendar: Calendar, timeZone: string, at: Date): Required<Calendar> {
  const { day, week, month } = calendar;
  const time = at.getTime();
  if (day && week && month && time < day.end && time < week.end && time < month.end)
    return { day, week, month };
  return {
    day: periodAt(calendar, 'day', timeZone, at),
    week: periodAt(calendar, 'week', timeZone, at),
    month: periodAt(calendar, 'month', timeZone, at),
  };
}

export function spentIn(spending: Spending, kind: CapPeriod, period: Period): TokenAmount {
  const counted = spending[kind];
  return counted && counted.start === period.start ? counted.tokens : ZERO;
}

/** @param since a charge from before the start of a period does not change that period's figure. */
export function countSpending(
  spending: Spending,
  calendar: Required<Calendar>,
  tokens: bigint,
  since: Date,
): Spending {
  const counted = (kind: CapPeriod) => {
    const period = calendar[kind];
    const change = since.getTime() >= period.start ? tokens : 0n;
    return { start: period.start, tokens: microTokens(spentIn(spending, kind, period) + change) };
  };
  return { day: counted('day'), week: counted('week'), month: counted('month') };
}
