const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `just now`, `2 s ago`, `5 min ago`, `3 h ago`, `2 d ago` */
export function elapsedText(elapsedMs: number): string {
  if (elapsedMs < SECOND_MS) return $localize`just now`;
  if (elapsedMs < MINUTE_MS) return $localize`${Math.floor(elapsedMs / SECOND_MS)}:count: s ago`;
  if (elapsedMs < HOUR_MS) return $localize`${Math.floor(elapsedMs / MINUTE_MS)}:count: min ago`;
  if (elapsedMs < DAY_MS) return $localize`${Math.floor(elapsedMs / HOUR_MS)}:count: h ago`;
  return $localize`${Math.floor(elapsedMs / DAY_MS)}:count: d ago`;
}
