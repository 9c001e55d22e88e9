const SECOND_MS = 1_000;
const SECONDS = { day: 86_400, hour: 3_600, minute: 60 } as const;

/** What is left until a moment, to the second: `4 min 12 s`, `2 h 05 min`, `3 d 4 h`. Null once it has come. */
export function remainingText(ms: number): string | null {
  const seconds = Math.ceil(ms / SECOND_MS);
  if (seconds <= 0) return null;
  const minutes = Math.floor(seconds / SECONDS.minute);
  const hours = Math.floor(seconds / SECONDS.hour);
  const days = Math.floor(seconds / SECONDS.day);
  const [ss, mm] = [twoDigits(seconds % 60), twoDigits(minutes % 60)];
  if (days > 0) return $localize`${days}:days: d ${hours % 24}:hours: h`;
  if (hours > 0) return $localize`${hours}:hours: h ${mm}:minutes: min`;
  if (minutes > 0) return $localize`${minutes}:minutes: min ${ss}:seconds: s`;
  return $localize`${seconds}:seconds: s`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
