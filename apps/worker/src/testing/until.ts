import { setTimeout as pause } from 'node:timers/promises';

const ASK_AGAIN_MS = 20;

export async function until(holds: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms.`);
    await pause(ASK_AGAIN_MS);
  }
}
