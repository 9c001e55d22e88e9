/** Every modern offset from UTC is a multiple of it, so days of any zone are made of whole ones. */
export const QUARTER_HOUR_MS = 15 * 60 * 1_000;

export function quarterHourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS);
}
