import { InvalidTimeZone, zonedFormat } from './zoned-format.js';

/** A day of the calendar, such as `2026-01-03`, whatever the zone. */
export type LocalDate = string;

const HOUR_MS = 3_600_000;
/** From 1970 on, every offset from UTC is a multiple of it. */
const QUARTER_HOUR_MS = HOUR_MS / 4;
/** Local midnight lies this far from midnight UTC at most, in zones from -12:00 to +14:00. */
const EARLIEST_MS = -14 * HOUR_MS;
const LATEST_MS = 12 * HOUR_MS;

/** Days and months as the clocks of one place have them, daylight-saving changes included. */
export class ZonedDays {
  private readonly format: Intl.DateTimeFormat;

  /** @throws {InvalidTimeZone} */
  constructor(readonly zone: string) {
    this.format = dateFormat(zone);
  }

  dateOf(instant: Date): LocalDate {
    return this.format.format(instant);
  }

  /** The first quarter of an hour of the day, also where the clocks skip midnight. */
  startOf(date: LocalDate): Date {
    const midnightUtc = Date.parse(`${date}T00:00:00Z`);
    let before = (midnightUtc + EARLIEST_MS) / QUARTER_HOUR_MS - 1;
    let found = (midnightUtc + LATEST_MS) / QUARTER_HOUR_MS;
    while (found - before > 1) {
      const middle = Math.floor((before + found) / 2);
      if (this.dateOf(new Date(middle * QUARTER_HOUR_MS)) >= date) found = middle;
      else before = middle;
    }
    return new Date(found * QUARTER_HOUR_MS);
  }

  /** The month that the instant falls into: its first moment, and the first moment of the next. */
  monthOf(instant: Date): { readonly start: Date; readonly end: Date } {
    const first = firstOfMonth(this.dateOf(instant));
    return { start: this.startOf(first), end: this.startOf(nextMonth(first)) };
  }
}

export function nextDay(date: LocalDate): LocalDate {
  return moved(date, (calendar) => calendar.setUTCDate(calendar.getUTCDate() + 1));
}

export function previousDay(date: LocalDate): LocalDate {
  return moved(date, (calendar) => calendar.setUTCDate(calendar.getUTCDate() - 1));
}

export function nextMonth(date: LocalDate): LocalDate {
  return moved(firstOfMonth(date), (calendar) => calendar.setUTCMonth(calendar.getUTCMonth() + 1));
}

/** Weeks begin on Monday. */
export function firstOfWeek(date: LocalDate): LocalDate {
  return moved(date, (calendar) =>
    calendar.setUTCDate(calendar.getUTCDate() - ((calendar.getUTCDay() + 6) % 7)),
  );
}

export function nextWeek(date: LocalDate): LocalDate {
  return moved(firstOfWeek(date), (calendar) => calendar.setUTCDate(calendar.getUTCDate() + 7));
}

export function isTimeZone(zone: string): boolean {
  try {
    return dateFormat(zone).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof InvalidTimeZone) return false;
    throw error;
  }
}

export function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`;
}

/** From 1970 on: before, offsets were no multiples of 15 minutes. */
export function isLocalDate(text: string): boolean {
  if (!/^(19[7-9]\d|2\d{3})-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function moved(date: LocalDate, move: (calendar: Date) => void): LocalDate {
  const calendar = new Date(`${date}T00:00:00Z`);
  move(calendar);
  return calendar.toISOString().slice(0, 10);
}

function dateFormat(zone: string): Intl.DateTimeFormat {
  return zonedFormat(zone, 'en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });
}
