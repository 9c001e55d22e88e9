import { BALANCE_POINTS_MAX, type BalanceStep } from '#libs/contract';
import { DIVISIONS, ZonedDays } from '#libs/ledger';

const HOUR_MS = 3_600_000;

export interface MomentsAsked {
  readonly from: Date;
  readonly to: Date;
  readonly step: BalanceStep;
  readonly zone: string;
}

/**
 * The first moment, every beginning of a step between, and the last.
 * @returns null when there are too many of them.
 */
export function balanceMoments(asked: MomentsAsked): readonly Date[] | null {
  const moments = [asked.from];
  for (const moment of beginnings(asked)) {
    if (moment >= asked.to) break;
    if (moment > asked.from) moments.push(moment);
    if (moments.length >= BALANCE_POINTS_MAX) return null;
  }
  if (asked.to > asked.from) moments.push(asked.to);
  return moments;
}

function* beginnings({ from, step, zone }: MomentsAsked): Generator<Date> {
  const days = new ZonedDays(zone);
  if (step === 'hour') {
    // Where clocks change by an hour, hours go on all the same.
    const midnight = days.startOf(days.dateOf(from)).getTime();
    const hours = Math.floor((from.getTime() - midnight) / HOUR_MS);
    for (let hour = hours; ; hour += 1) yield new Date(midnight + hour * HOUR_MS);
  }
  const { firstOf, next } = DIVISIONS[step];
  for (let date = firstOf(days.dateOf(from)); ; date = next(date)) yield days.startOf(date);
}
