import type { Period } from './facts.js';
import type { NaiveAccount } from './naive-account.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;

export function timeZoneOf({ timeZones }: NaiveAccount): string {
  return timeZones.at(-1) ?? 'UTC';
}

/**
 * The day, week or month of a moment. A change of the time zone moves the boundaries of the next period:
 * one in which something was charged, or taken back, goes on to its own end, and the next begins there.
 */
export function spanOf(account: NaiveAccount, period: Period, now: number): Span {
  const used = usedSpan(account, period);
  return now < used.end ? used : notBefore(used.end, calendarSpan(timeZoneOf(account), period, now));
}

/** The last one in which something was charged or taken back. */
export function usedSpan(account: NaiveAccount, period: Period): Span {
  let used: Span = { start: -Infinity, end: -Infinity };
  for (const { at, timeZone } of account.uses) {
    if (at >= used.end) used = notBefore(used.end, calendarSpan(timeZone, period, at));
  }
  return used;
}

function notBefore(earliest: number, { start, end }: Span): Span {
  return { start: Math.max(start, earliest), end };
}

export function isZone(name: string): boolean {
  try {
    return /^[A-Z]/i.test(name) && Boolean(formatOf(name));
  } catch {
    return false;
  }
}

const spans = new Map<string, Span[]>();

/** Each is looked up once: clocks are slow to read. */
export function calendarSpan(zone: string, period: Period, moment: number): Span {
  const known = spans.get(`${zone} ${period}`) ?? [];
  const found = known.findLast(({ start, end }) => start <= moment && moment < end);
  if (found) return found;
  const span = spanByClocks(zone, period, moment);
  spans.set(`${zone} ${period}`, [...known, span]);
  return span;
}

function spanByClocks(zone: string, period: Period, moment: number): Span {
  const today = dateIn(zone, moment);
  if (period === 'day') return between(zone, today, addDays(today, 1));
  if (period === 'week') {
    const daysSinceMonday = (new Date(today).getUTCDay() + 6) % 7;
    return between(zone, addDays(today, -daysSinceMonday), addDays(today, 7 - daysSinceMonday));
  }
  const first = `${today.slice(0, 7)}-01`;
  return between(zone, first, `${addDays(first, 31).slice(0, 7)}-01`);
}

function between(zone: string, first: string, next: string): Span {
  return { start: beginningOf(zone, first), end: beginningOf(zone, next) };
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first quarter of an hour in which the clocks show the date: found by looking at all of them. */
function beginningOf(zone: string, date: string): number {
  let instant = Date.parse(date) - DAY_MS;
  while (dateIn(zone, instant) < date) instant += QUARTER_HOUR_MS;
  return instant;
}

function dateIn(zone: string, instant: number): string {
  return formatOf(zone).format(instant);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Sweden writes dates as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  formats.set(timeZone, format);
  return format;
}
