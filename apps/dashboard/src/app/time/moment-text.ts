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

function partsOf(instant: string, zone: string, withSeconds: boolean) {
  const format = withSeconds ? formatOf(zone, { second: '2-digit' }) : formatOf(zone, {});
  const part = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const seconds = withSeconds ? `:${part.get('second')}` : '';
  return {
    day: `${part.get('month')} ${part.get('day')}, ${part.get('year')}`,
    time: `${part.get('hour')}:${part.get('minute')}${seconds}`,
  };
}

function formatOf(timeZone: string, more: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...more,
  });
}
