import type { Settlement } from '#libs/contract';
import type { Answered } from '../answers/answered.js';
import type { Estimate } from '../operations.js';
import type { Closing } from './closing.js';
import { HoldCloser } from './hold-closer.js';
import type { HoldCommands } from './hold-commands.js';
import { reserveForWork } from './reserve-for-work.js';
import { SettlementFailed, WorkAndSettlementFailed } from './settlement-failed.js';
import { workOnHold, type Work } from './work-on-hold.js';

export interface ReservationOptions {
  /** Stops the work, when the work listens to `hold.signal`. What it had delivered is settled. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what became of the hold, also when the work failed. What it throws, the caller hears instead. */
  readonly onClosed?: ((closing: Closing) => void) | undefined;
}

export interface Metered<Result> {
  readonly result: Result;
  readonly settlement: Answered<Settlement>;
}

/**
 * The caller's signal is for the work alone: a reservation or settlement that is given up on the way
 * would leave a hold that nobody knows of, or usage that nobody is charged for.
 */
export async function withReservation<Result>(
  ledger: HoldCommands,
  estimate: Estimate,
  work: Work<Result>,
  { signal, onClosed }: ReservationOptions = {},
): Promise<Metered<Result>> {
  signal?.throwIfAborted();
  const reserved = await reserveForWork(ledger, estimate);
  const outcome = await workOnHold(ledger, reserved, work, signal);
  const { accountId, holdId, units } = reserved.reservation;
  const closer = new HoldCloser(ledger, { accountId, holdId, units }, onClosed);
  const used = outcome.meter.quantity();
  if (outcome.worked) {
    const closing = await closer.settle(used);
    if (closing.status === 'settled') return { result: outcome.result, settlement: closing.settlement };
    throw new SettlementFailed({ accountId, holdId, used, closing }, outcome.result);
  }
  const closing = outcome.meter.isEmpty ? await closer.release() : await closer.settle(used);
  if (closing.status === 'settled' || closing.status === 'released') throw outcome.error;
  const failed = new SettlementFailed({ accountId, holdId, used, closing }, undefined);
  throw new WorkAndSettlementFailed(outcome.error, failed);
}
