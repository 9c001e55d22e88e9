import { zonedFormat } from './zoned-format.js';

/**
 * What the clocks of one place show, written as if it were UTC: `2026-03-29T02:30:00.000Z` is half past two
 * there, whatever the offset. Milliseconds, because arithmetic on them is all that is done with it.
 */
export type WallTime = number;

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

const formats = new Map<string, Intl.DateTimeFormat>();

export function wallTimeOf(instant: Date, timeZone: string): WallTime {
  const wholeSeconds = Math.floor(instant.getTime() / SECOND_MS) * SECOND_MS;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(wholeSeconds)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown + (instant.getTime() - wholeSeconds);
}

/** Of a time that the clocks show twice, the first; for one that they skip, the next that they show. */
export function instantOf(wall: WallTime, timeZone: string): Date {
  // No offset reaches a day, so that these lie before and after every instant that could be meant.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => offsetAt(at, timeZone));
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const shown = candidates.find((at) => at + offsetAt(at, timeZone) === wall);
  if (shown !== undefined) return new Date(shown);
  const [before = wall, after = wall] = candidates;
  return new Date(firstShowingAtLeast(wall, before, after, timeZone));
}

/** The clocks jump once between the two, from below the wall time to above it. */
function firstShowingAtLeast(wall: WallTime, from: number, to: number, timeZone: string): number {
  let [before, found] = [from, to];
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (middle + offsetAt(middle, timeZone) >= wall) found = middle;
    else before = middle;
  }
  return found;
}

function offsetAt(at: number, timeZone: string): number {
  return wallTimeOf(new Date(at), timeZone) - at;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const name = timeZone.toLowerCase(); // names are known in any spelling
  const known = formats.get(name);
  if (known) return known;
  const format = zonedFormat(timeZone, 'en-US', {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(name, format); // there are a few hundred zones
  return format;
}
