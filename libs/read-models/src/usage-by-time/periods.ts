import {
  firstOfMonth,
  firstOfWeek,
  isLocalDate,
  nextDay,
  nextMonth,
  nextWeek,
  type LocalDate,
  type ZonedDays,
} from '#libs/ledger';

/** Days or months one after the other; period i lasts from boundary i to boundary i + 1. */
export interface Periods {
  /** First day of each. */
  readonly starts: readonly LocalDate[];
  /** One more than there are periods. */
  readonly boundaries: readonly Date[];
}

/** From the first day to the last, both included. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const PERIODS_MAX = 400;

export class InvalidDateRange extends Error {
  override readonly name = 'InvalidDateRange';
}

/** @throws {InvalidDateRange} when a date does not exist, the range is empty, or it is too long. */
export function daysIn(range: DateRange, zone: ZonedDays): Periods {
  return periodsIn(range, zone, { first: range.from, next: nextDay });
}

/** Whole weeks, beginning on Monday, from the one of the first day to the one of the last. */
export function weeksIn(range: DateRange, zone: ZonedDays): Periods {
  return periodsIn(range, zone, { first: firstOfWeek(range.from), next: nextWeek });
}

/** Whole months, from the one of the first day to the one of the last. */
export function monthsIn(range: DateRange, zone: ZonedDays): Periods {
  return periodsIn(range, zone, { first: firstOfMonth(range.from), next: nextMonth });
}

interface Steps {
  readonly first: LocalDate;
  readonly next: (date: LocalDate) => LocalDate;
}

function periodsIn({ from, to }: DateRange, zone: ZonedDays, { first, next }: Steps): Periods {
  for (const date of [from, to]) {
    if (!isLocalDate(date)) throw new InvalidDateRange(`"${date}" is no date such as 2026-01-03.`);
  }
  if (from > to) throw new InvalidDateRange(`The range begins on ${from}, after its end on ${to}.`);
  const starts: LocalDate[] = [];
  let start = first;
  for (; start <= to; start = next(start)) {
    if (starts.length === PERIODS_MAX)
      throw new InvalidDateRange(`At most ${PERIODS_MAX} periods at a time.`);
    starts.push(start);
  }
  return { starts, boundaries: [...starts, start].map((date) => zone.startOf(date)) };
}
