/**
 * Periods of a subscription. Every boundary is computed from the anchor, never from the boundary before it,
 * so that the 31st comes back after February and the 29th of February every four years. The end of a period
 * is the start of the next: there is no gap and no overlap. An instant at an end belongs to the next period.
 */
import { instantOf, wallTimeOf, type WallTime } from '../calendar/local-time.js';
import type { PlanPeriod } from '../package/package.events.js';

export interface BillingAnchor {
  /** ISO 8601 UTC. Its day and time of day, by the clocks of the zone, are those of all boundaries. */
  readonly at: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface BillingPeriod {
  /** Counts the periods of a subscription from 1, whatever plans and anchors they have. */
  readonly number: number;
  /** Its start, in months from the anchor. */
  readonly fromMonth: number;
  readonly startsAt: string;
  readonly endsAt: string;
}

export const MONTHS_OF: Readonly<Record<PlanPeriod, number>> = { month: 1, year: 12 };

/** So many months after the anchor: the day of the anchor, or the last of the month where it has no such day. */
export function periodBoundary({ at, timeZone }: BillingAnchor, months: number): Date {
  const anchor = new Date(at);
  // The wall time of an anchor may occur twice: only the anchor itself says which one it is.
  if (months === 0) return anchor;
  return instantOf(monthsLater(wallTimeOf(anchor, timeZone), months), timeZone);
}

export function periodFrom(
  anchor: BillingAnchor,
  fromMonth: number,
  every: PlanPeriod,
  number: number,
): BillingPeriod {
  return {
    number,
    fromMonth,
    startsAt: periodBoundary(anchor, fromMonth).toISOString(),
    endsAt: periodBoundary(anchor, fromMonth + MONTHS_OF[every]).toISOString(),
  };
}

/** @param every of the plan of the next period; the present one has its own. */
export function periodAfter(
  anchor: BillingAnchor,
  { fromMonth, number }: BillingPeriod,
  present: PlanPeriod,
  every: PlanPeriod,
): BillingPeriod {
  return periodFrom(anchor, fromMonth + MONTHS_OF[present], every, number + 1);
}

function monthsLater(wall: WallTime, months: number): WallTime {
  const later = new Date(wall);
  const day = later.getUTCDate();
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  later.setUTCDate(Math.min(day, daysInMonth(later.getUTCFullYear(), later.getUTCMonth())));
  return later.getTime();
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}
