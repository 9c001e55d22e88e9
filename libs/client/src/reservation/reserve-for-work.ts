import type { Extension, Reservation } from '#libs/contract';
import type { Answered } from '../answers/answered.js';
import { isRefused } from '../answers/refused.js';
import type { Estimate } from '../operations.js';
import { endingKey, keyOf } from '../requests/idempotency-key.js';
import type { HoldCommands } from './hold-commands.js';
import { lifeMs } from './life.js';

export interface Reserved {
  readonly reservation: Answered<Reservation>;
  /** What every extension asks for. */
  readonly ttlSeconds: number;
  /** By our own steady clock, and never later than the ledger's end. */
  readonly endsAtMs: number;
}

/**
 * Sets tokens aside for work that begins now.
 * @throws {Refused} also when the same key made a hold before that has been closed since.
 */
export async function reserveForWork(ledger: HoldCommands, estimate: Estimate): Promise<Reserved> {
  const idempotencyKey = keyOf(estimate);
  endingKey(idempotencyKey, 'settle-held'); // before anything is held: the longest key that its end may need
  const askedAtMs = performance.now();
  const reservation = await ledger.reserve({ ...estimate, idempotencyKey });
  const life = lifeMs(reservation.reservedAt, reservation.expiresAt);
  const ttlSeconds = estimate.ttlSeconds ?? Math.round(life / 1_000);
  if (!reservation.replayed) return { reservation, ttlSeconds, endsAtMs: askedAtMs + life };
  const extendedFromMs = performance.now();
  const { extendedAt, expiresAt } = await extendOrRelease(ledger, reservation, ttlSeconds);
  return { reservation, ttlSeconds, endsAtMs: extendedFromMs + lifeMs(extendedAt, expiresAt) };
}

/** A hold that was made before may be closed, or near its end: extending it tells, before any work is done. */
async function extendOrRelease(
  ledger: HoldCommands,
  { accountId, holdId }: Reservation,
  ttlSeconds: number,
): Promise<Extension> {
  try {
    return await ledger.extend({ accountId, holdId, ttlSeconds });
  } catch (error) {
    const isOpen = isRefused(error) && !isRefused(error, 'hold-closed', 'hold-not-found');
    if (isOpen) await ledger.release({ accountId, holdId });
    throw error;
  }
}
