import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;

/** Waits for a condition; whoever waits in vain hears for what. */
export async function until<Found>(
  what: string,
  find: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
  millisecondsMax = 60_000,
): Promise<Found> {
  const deadline = Date.now() + millisecondsMax;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${millisecondsMax} ms in vain until ${what}.`);
    await pause(POLL_MS);
  }
}
