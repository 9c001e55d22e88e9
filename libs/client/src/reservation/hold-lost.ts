import { LedgerError } from '../answers/ledger-error.js';
import type { Refused } from '../answers/refused.js';

/** The hold ended while the work went on: what is used from now on is not covered. Aborts `hold.signal`. */
export class HoldLost extends LedgerError {
  override readonly name = 'HoldLost';

  constructor(
    readonly holdId: string,
    /** Why it could not be extended; null when nobody answered in time. */
    readonly refused: Refused | null,
  ) {
    super(`The hold ${holdId} ended while the work went on.`, { cause: refused });
  }
}
