/** Longer timers overflow and fire at once. */
const TIMER_MS_MAX = 2_147_483_647;

/** Ends early, and without an error, when the signal says so. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(milliseconds, TIMER_MS_MAX));
    signal?.addEventListener('abort', end);
  });
}
