const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A session ends this long after it was last used … */
export const SESSION_IDLE_MS_MAX = 12 * HOUR_MS;
/** … and this long after sign-in, however much it is used. */
export const SESSION_AGE_MS_MAX = 7 * 24 * HOUR_MS;
/** Being seen is written at most this often: a page that polls should not cost a write each time. */
export const SESSION_TOUCH_MS_MIN = MINUTE_MS;

export function sessionExpiry(createdAt: Date, lastSeenAt: Date): Date {
  return new Date(
    Math.min(lastSeenAt.getTime() + SESSION_IDLE_MS_MAX, createdAt.getTime() + SESSION_AGE_MS_MAX),
  );
}
