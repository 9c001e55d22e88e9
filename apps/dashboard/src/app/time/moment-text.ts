import { LOCALE } from '../locale.js';

/** `Jan 3, 2026 07:58`, in the zone of the viewer. */
export function momentText(instant: string, zone: string): string {
  const { day, time } = partsOf(instant, zone, false);
  return `${day} ${time}`;
}

/** `Jan 3, 2026 07:58:12`, where the second matters. */
export function exactMomentText(instant: string, zone: string): string {
  const { day, time } = partsOf(instant, zone, true);
  return `${day} ${time}`;
}

/** `Jan 3, 2026` */
export function dayText(instant: string, zone: string): string {
  return partsOf(instant, zone, false).day;
}

/** `07:58` */
export function timeText(instant: string, zone: string): string {
  return partsOf(instant, zone, false).time;
}

/** The day as the language writes it; the time is written one way in all of them. */
function partsOf(instant: string, zone: string, withSeconds: boolean) {
  const date = new Date(instant);
  const day = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
  const time = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds && { second: '2-digit' }),
    hourCycle: 'h23',
  });
  return { day: day.format(date), time: time.format(date) };
}
