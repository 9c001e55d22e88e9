export const FIRST_WAIT_MS = 100;
export const WAIT_MS_MAX = 5_000;

/**
 * Exponential, with full jitter: callers that failed together do not come back together. What the
 * server asks for is kept, and the jitter comes on top.
 * @param retry 1 for the first
 * @param random in [0, 1)
 */
export function waitMs(retry: number, askedForMs: number | null, random: number): number {
  const longest = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (retry - 1));
  return (askedForMs ?? 0) + longest * random;
}
