import type { Extension } from '#libs/contract';
import { isRefused, type Refused } from '../answers/refused.js';
import { pause } from '../requests/pause.js';
import { lifeMs } from './life.js';

/** Below this there is no use in asking: the hold has ended by the time of the answer. */
const EXTENSION_MS_MIN = 200;

export interface KeptHold {
  /** By our own steady clock, reckoned from before the ledger was asked: never later than the ledger's end. */
  readonly endsAtMs: number;
  extend(signal: AbortSignal, limitMs: number): Promise<Extension>;
  /** What is used from now on is not covered. @param refused why it could not be extended, if so */
  lost(refused: Refused | null): void;
}

/** How long a hold lives, and why it can live no longer. */
interface Life {
  readonly endsAtMs: number;
  readonly refused: Refused | null;
}

/** Extends a hold each time half of its life is over, until it is told to stop. */
export async function keepAlive(hold: KeptHold, stop: AbortSignal): Promise<void> {
  let life: Life = { endsAtMs: hold.endsAtMs, refused: null };
  while (!stop.aborted) {
    const leftMs = life.endsAtMs - performance.now();
    if (leftMs <= 0) return hold.lost(life.refused);
    const mayExtend = life.refused === null && leftMs / 2 >= EXTENSION_MS_MIN;
    await pause(mayExtend ? leftMs / 2 : leftMs, stop);
    if (mayExtend && !stop.aborted) life = await extended(hold, life, stop);
  }
}

/**
 * An extension that got no answer is tried again at half of what is left; one that is refused leaves the
 * hold the life that it has, unless that is over.
 */
async function extended(hold: KeptHold, life: Life, stop: AbortSignal): Promise<Life> {
  const askedAtMs = performance.now();
  try {
    const { extendedAt, expiresAt } = await hold.extend(stop, (life.endsAtMs - askedAtMs) / 2);
    return { endsAtMs: askedAtMs + lifeMs(extendedAt, expiresAt), refused: null };
  } catch (error) {
    if (!isRefused(error)) return life;
    const isOver = isRefused(error, 'hold-closed', 'hold-not-found');
    return { endsAtMs: isOver ? askedAtMs : life.endsAtMs, refused: error };
  }
}
