import { ZonedDays } from '../calendar/zoned-days.js';

/** The month whose cap counts at a moment, by the clocks of the account. */
export interface TopUpMonth {
  /** Such as `2026-03`. */
  readonly key: string;
  readonly endsAt: string;
}

export function topUpMonth(timeZone: string, at: Date): TopUpMonth {
  const days = new ZonedDays(timeZone);
  return { key: days.dateOf(at).slice(0, 7), endsAt: days.monthOf(at).end.toISOString() };
}
