import { LOCALE } from '../locale.js';

/** A day as the calendar names it, in no zone: `2026-01-03`. */
export type CalendarDay = string;

export function dayIn(zone: string, instant: Date): CalendarDay {
  // Canada writes dates the ISO way.
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function firstOfMonth(day: CalendarDay): CalendarDay {
  return `${day.slice(0, 8)}01`;
}

export function firstOfPreviousMonth(day: CalendarDay): CalendarDay {
  return firstOfMonth(plusDays(firstOfMonth(day), -1));
}

/** The same day of the month before, or its last day where that month is shorter. */
export function sameDayOfPreviousMonth(day: CalendarDay): CalendarDay {
  const lastOfPrevious = plusDays(firstOfMonth(day), -1);
  const sameDay = firstOfPreviousMonth(day).slice(0, 8) + day.slice(8);
  return sameDay < lastOfPrevious ? sameDay : lastOfPrevious;
}

/** `Jan 3` */
export function shortDay(day: CalendarDay): string {
  return named(day, { month: 'short', day: 'numeric' });
}

/** `Jan 3–24`, of days in one month, or the day where it is one. */
export function shortDays(first: CalendarDay, last: CalendarDay): string {
  if (first === last) return shortDay(first);
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
  return format.formatRange(from, to).replace(/\s*–\s*/u, '–');
}

/** `January 2026` */
export function monthName(day: CalendarDay): string {
  return named(day, { month: 'long', year: 'numeric' });
}

function named(day: CalendarDay, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** `Tue, Nov 3, 2026` */
export function dayName(day: CalendarDay): string {
  return named(day, { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' });
}

/** `Nov 2026` */
export function shortMonth(day: CalendarDay): string {
  return named(day, { month: 'short', year: 'numeric' });
}

/** `Nov 2 – 8, 2026`, both included. */
export function daySpan(from: CalendarDay, to: CalendarDay): string {
  const format = new Intl.DateTimeFormat(LOCALE, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

export function firstOfNextMonth(day: CalendarDay): CalendarDay {
  return firstOfMonth(plusDays(firstOfMonth(day), 31));
}
