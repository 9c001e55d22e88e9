import { firstOfMonth, firstOfWeek, nextDay, nextMonth, nextWeek, type LocalDate } from './zoned-days.js';

/** How a calendar is divided. */
export interface Division {
  /** Of the period that the day is in. */
  readonly firstOf: (day: LocalDate) => LocalDate;
  readonly next: (start: LocalDate) => LocalDate;
}

/** Weeks begin on Monday. */
export const DIVISIONS = {
  day: { firstOf: (day) => day, next: nextDay },
  week: { firstOf: firstOfWeek, next: nextWeek },
  month: { firstOf: firstOfMonth, next: nextMonth },
} as const satisfies Readonly<Record<string, Division>>;
