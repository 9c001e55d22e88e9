import type { Reservation } from '#libs/contract';
import { isRefused, type Refused } from '../answers/refused.js';
import type { Quantity } from '../operations.js';
import { endingKey } from '../requests/idempotency-key.js';
import type { Closing, Failed, Released, Settled, SettledAsHeld } from './closing.js';
import type { HoldCommands } from './hold-commands.js';

/**
 * Closes a hold, whatever happens, as far as the ledger answers. The keys follow from the hold, so doing
 * it again charges nothing twice; a hold that nobody could close expires.
 */
export class HoldCloser {
  constructor(
    private readonly ledger: Pick<HoldCommands, 'settle' | 'release'>,
    /** `units` are those that were held. */
    private readonly hold: Pick<Reservation, 'accountId' | 'holdId' | 'units'>,
    private readonly onClosed: (closing: Closing) => void = () => undefined,
  ) {}

  async settle(used: Quantity): Promise<Settled | SettledAsHeld | Failed> {
    const closing = await this.trySettling(used);
    this.onClosed(closing);
    return closing;
  }

  async release(): Promise<Released | Failed> {
    const closing = await this.tryReleasing();
    this.onClosed(closing);
    return closing;
  }

  private async trySettling(used: Quantity): Promise<Settled | SettledAsHeld | Failed> {
    const { accountId, holdId } = this.hold;
    try {
      return { status: 'settled', settlement: await this.ledger.settle({ accountId, holdId, ...used }) };
    } catch (cause) {
      if (isRefused(cause, 'overage-refused')) return await this.settleAsHeld(cause);
      const released = isRefused(cause) && (await this.tryReleasing()).status === 'released';
      return { status: 'failed', released, cause };
    }
  }

  /** What was set aside for this work is used up by it, even if the rest of it cannot be charged. */
  private async settleAsHeld(cause: Refused): Promise<SettledAsHeld | Failed> {
    const { accountId, holdId, units } = this.hold;
    const idempotencyKey = endingKey(holdId, 'settle-held');
    try {
      const settlement = await this.ledger.settle({ accountId, holdId, units, idempotencyKey });
      return { status: 'settled-as-held', settlement, cause };
    } catch (failure) {
      return { status: 'failed', released: false, cause: failure };
    }
  }

  private async tryReleasing(): Promise<Released | Failed> {
    const { accountId, holdId } = this.hold;
    try {
      await this.ledger.release({ accountId, holdId });
      return { status: 'released' };
    } catch (cause) {
      return isFree(cause) ? { status: 'released' } : { status: 'failed', released: false, cause };
    }
  }
}

/** It has expired already, or somebody gave it back: there is nothing left to release. */
function isFree(error: unknown): boolean {
  return isRefused(error, 'hold-closed') && error.problem.holdStatus !== 'settled';
}
