import type { UsageSplit } from '#libs/contract';
import {
  dayName,
  daySpan,
  firstOfMonth,
  firstOfNextMonth,
  monthName,
  plusDays,
  shortDay,
  shortMonth,
  type CalendarDay,
} from '../time/calendar-day.js';
import { isDay } from './usage-filter.js';

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** How what was found is looked at, as the address has it. */
export interface UsageView {
  readonly by: Period;
  readonly split: UsageSplit;
  readonly asTable: boolean;
  /** First day of the bar that the list is narrowed to; empty: all of them. */
  readonly at: CalendarDay;
}

type Texts = Readonly<Record<'by' | 'split' | 'show' | 'at', string>>;

/** Whatever somebody made of the address. */
export function viewOf({ by, split, show, at }: Texts): UsageView {
  return {
    by: PERIODS.find((each) => each === by) ?? 'day',
    split: split === 'feature' ? 'feature' : 'model',
    asTable: show === 'table',
    at: at !== '' && isDay(at) ? at : '',
  };
}

/** Only what differs from how it is looked at first. */
export function addressOfView({ by, split, asTable, at }: UsageView): Readonly<Record<string, string>> {
  return {
    ...(by !== 'day' && { by }),
    ...(split !== 'model' && { split }),
    ...(asTable && { show: 'table' }),
    ...(at !== '' && { at }),
  };
}

export interface Days {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** The days of a bar, as far as they are asked for; an end that is not asked for is empty. */
export function daysOf(by: Period, start: CalendarDay, asked: Days): Days {
  const last = lastDayOf(by, start);
  return {
    from: asked.from > start ? asked.from : start,
    to: asked.to !== '' && asked.to < last ? asked.to : last,
  };
}

function lastDayOf(by: Period, start: CalendarDay): CalendarDay {
  switch (by) {
    case 'day':
      return start;
    case 'week':
      return plusDays(start, 6);
    case 'month':
      return plusDays(firstOfNextMonth(start), -1);
  }
}

/** Under the axis: `Nov 3`, or `Nov 2026`. */
export function axisLabel(by: Period, start: CalendarDay): string {
  return by === 'month' ? shortMonth(start) : shortDay(start);
}

/** `Tue, Nov 3, 2026`, `Nov 2 – 8, 2026`, `November 2026` */
export function titleOf({ from, to }: Days): string {
  if (from === to) return dayName(from);
  const isMonth = from === firstOfMonth(from) && to === lastDayOf('month', from);
  return isMonth ? monthName(from) : daySpan(from, to);
}
