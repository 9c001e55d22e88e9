import {
  isLocalDate,
  nextDay,
  previousDay,
  type Division,
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
  /** Whether the first and the last week or month are whole, or cut to the range. Whole without it. */
  readonly edges?: 'whole' | 'cut';
}

export const PERIODS_MAX = 400;
/** Of a range that begins with the first use: one or two would tell little. */
const PERIODS_MIN = 14;

export class InvalidDateRange extends Error {
  override readonly name = 'InvalidDateRange';
}

/**
 * From the period of the first day to that of the last.
 * @throws {InvalidDateRange} when a date does not exist, the range is empty, or it is too long.
 */
export function periodsIn(range: DateRange, zone: ZonedDays, { firstOf, next }: Division): Periods {
  const { from, to, edges = 'whole' } = range;
  requireDay(from);
  requireDay(to);
  if (from > to) throw new InvalidDateRange(`The range begins on ${from}, after its end on ${to}.`);
  const starts: LocalDate[] = [];
  let start = firstOf(from);
  for (; start <= to; start = next(start)) {
    if (starts.length === PERIODS_MAX)
      throw new InvalidDateRange(`At most ${PERIODS_MAX} periods at a time.`);
    starts.push(start);
  }
  const boundaries = edges === 'whole' ? [...starts, start] : [from, ...starts.slice(1), nextDay(to)];
  return { starts, boundaries: boundaries.map((date) => zone.startOf(date)) };
}

/** The first day of as many periods up to `to` as reach back to the first use, or as fit an answer. */
export function reachingBack(to: LocalDate, firstUse: LocalDate | null, { firstOf }: Division): LocalDate {
  let from = firstOf(to);
  for (let count = 1; count < PERIODS_MAX; count += 1) {
    const before = firstOf(previousDay(from));
    const isEnough = count >= PERIODS_MIN && (firstUse === null || from <= firstUse);
    if (isEnough || !isLocalDate(before)) break;
    from = before;
  }
  return from;
}

/** @throws {InvalidDateRange} */
export function requireDay(date: LocalDate): void {
  if (!isLocalDate(date)) throw new InvalidDateRange(`"${date}" is no date such as 2026-01-03.`);
}
