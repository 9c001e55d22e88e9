import type { Settlement } from '#libs/contract';
import type { Answered } from '../answers/answered.js';
import { LedgerError } from '../answers/ledger-error.js';
import { messageOf } from '../answers/message-of.js';
import type { Quantity } from '../operations.js';
import type { Failed, SettledAsHeld } from './closing.js';

export interface Unsettled {
  readonly accountId: string;
  readonly holdId: string;
  /** What was to be charged. */
  readonly used: Quantity;
  readonly closing: SettledAsHeld | Failed;
}

/**
 * What was used could not be charged as it was used. `cause` says why: `Refused` (`overage-refused`,
 * `hold-closed` when the hold had expired, ...) or `OutcomeUnknown`; then settling again tells, with the
 * same `accountId`, `holdId` and `used`.
 */
export class SettlementFailed extends LedgerError {
  override readonly name = 'SettlementFailed';
  readonly accountId: string;
  readonly holdId: string;
  readonly used: Quantity;
  /** What was charged instead: as much as was held, when more was used than may be charged. */
  readonly charged: Answered<Settlement> | null;
  /** Whether the tokens are free again, and nothing is charged. */
  readonly released: boolean;

  constructor(
    { accountId, holdId, used, closing }: Unsettled,
    /** Of the work, which is done all the same; undefined when the work failed. */
    readonly result: unknown,
  ) {
    const { cause } = closing;
    super(`The hold ${holdId} could not be closed with what was used: ${messageOf(cause)}`, { cause });
    this.accountId = accountId;
    this.holdId = holdId;
    this.used = used;
    this.charged = closing.status === 'settled-as-held' ? closing.settlement : null;
    this.released = closing.status === 'failed' && closing.released;
  }
}

/** The work failed, and so did the settlement of its hold: `errors` are both, in this order, and `cause` the work's. */
export class WorkAndSettlementFailed extends AggregateError {
  override readonly name = 'WorkAndSettlementFailed';

  constructor(
    workError: unknown,
    readonly settlementFailed: SettlementFailed,
  ) {
    super([workError, settlementFailed], `${messageOf(workError)} ${settlementFailed.message}`, {
      cause: workError,
    });
  }
}
