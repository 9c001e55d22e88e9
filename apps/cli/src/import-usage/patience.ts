/** How long and how often a row is sent again while the API cannot take it. */
export interface Patience {
  readonly attemptsMax: number;
  readonly firstWaitMs: number;
  readonly waitMsMax: number;
}

/** About a minute in all: an API that is restarted is back by then. */
export const PATIENCE: Patience = { attemptsMax: 20, firstWaitMs: 100, waitMsMax: 5_000 };

/**
 * Doubles from attempt to attempt, and differs from row to row, so that rows that failed together do
 * not come back together. What the API asks for is kept, with the difference on top.
 * @param random in [0, 1)
 */
export function waitMs(
  patience: Patience,
  attempt: number,
  askedForMs: number | null,
  random: number,
): number {
  const full = Math.min(patience.waitMsMax, patience.firstWaitMs * 2 ** (attempt - 1));
  return askedForMs === null ? full * (0.5 + random / 2) : askedForMs + full * random;
}
