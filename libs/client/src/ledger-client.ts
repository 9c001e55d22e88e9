import type {
  Balance,
  Extension,
  Receipt,
  Release,
  Reservation,
  Settlement,
  UsageEntry,
} from '#libs/contract';
import { routes } from '#libs/contract/routes';
import type { Answered } from './answers/answered.js';
import { requestsWith, type ClientOptions } from './client-options.js';
import { consumeBatch, type BatchOutcome } from './consume-batch.js';
import type {
  BalanceQuestion,
  Consumption,
  Estimate,
  ExtendHold,
  HoldOperation,
  ReceiptQuestion,
  SettleHold,
} from './operations.js';
import type { HoldCommands } from './reservation/hold-commands.js';
import { withReservation, type Metered, type ReservationOptions } from './reservation/with-reservation.js';
import type { Work } from './reservation/work-on-hold.js';
import { endingKeyOf, keyOf } from './requests/idempotency-key.js';
import type { CallOptions, Requests } from './requests/requests.js';

/**
 * The ledger, as services use it. Every call goes on until it is answered, within the bounds of its
 * options. What is thrown tells what happened: `Refused` (nothing was done), `OutcomeUnknown` (send it
 * again with the same key), `Unavailable` (nothing was done), `UnexpectedAnswer` (not the ledger).
 */
export class LedgerClient implements HoldCommands {
  private readonly requests: Requests;

  constructor(options: ClientOptions) {
    this.requests = requestsWith(options);
  }

  /** Charges what was used, at the rate in force now. */
  async consume(consumption: Consumption, options?: CallOptions): Promise<Answered<Receipt>> {
    const { accountId, idempotencyKey: _, ...body } = consumption;
    const command = { path: routes.consumptions(accountId), body, idempotencyKey: keyOf(consumption) };
    return await this.requests.command(command, options);
  }

  /**
   * Up to 1,000 consumptions of any accounts, each carried out or refused on its own; those of one account
   * in their order. @returns an outcome for each, in their order.
   */
  async consumeBatch(
    consumptions: readonly Consumption[],
    options: CallOptions = {},
  ): Promise<readonly BatchOutcome[]> {
    return await consumeBatch(this.requests, consumptions, options);
  }

  /** Sets tokens aside for a use whose cost is not known yet. `withReservation` also sees to the rest. */
  async reserve(estimate: Estimate, options?: CallOptions): Promise<Answered<Reservation>> {
    const { accountId, idempotencyKey: _, ...body } = estimate;
    const command = { path: routes.holds(accountId), body, idempotencyKey: keyOf(estimate) };
    return await this.requests.command(command, options);
  }

  /** Charges what was really used of a hold; the rest goes back. */
  async settle(settlement: SettleHold, options?: CallOptions): Promise<Answered<Settlement>> {
    const { accountId, holdId, idempotencyKey: _, ...body } = settlement;
    const idempotencyKey = endingKeyOf(settlement, 'settle');
    return await this.requests.command(
      { path: routes.settlement(accountId, holdId), body, idempotencyKey },
      options,
    );
  }

  /** Gives all of a hold back. */
  async release(hold: HoldOperation, options?: CallOptions): Promise<Answered<Release>> {
    const path = routes.release(hold.accountId, hold.holdId);
    const idempotencyKey = endingKeyOf(hold, 'release');
    return await this.requests.command({ path, body: {}, idempotencyKey }, options);
  }

  /** Lets a hold live for so long from now on. */
  async extend(extension: ExtendHold, options?: CallOptions): Promise<Answered<Extension>> {
    const { accountId, holdId, ttlSeconds } = extension;
    const body = { ttlSeconds };
    const command = { path: routes.extension(accountId, holdId), body, idempotencyKey: keyOf(extension) };
    return await this.requests.command(command, options);
  }

  /** What an account holds, by model. */
  async balance({ accountId, ...parameters }: BalanceQuestion, options?: CallOptions): Promise<Balance> {
    return await this.requests.query(routes.balance(accountId), parameters, options);
  }

  /** The receipt of a consumption or settlement, with what was taken back of it since. */
  async receipt(question: ReceiptQuestion, options?: CallOptions): Promise<UsageEntry> {
    const { accountId, operationId, after } = question;
    return await this.requests.query(routes.receipt(accountId, operationId), { after }, options);
  }

  /**
   * Reserves, lets the work use the hold, and settles it with what the work said it used, whatever
   * happens: when the work fails before it delivered anything, the hold is released. The work's own
   * error reaches the caller as it is. Long work may outlive its hold: it is extended.
   * @throws {Refused} before any work is done, when the estimate cannot be held
   * @throws {SettlementFailed} when what was used could not be charged as it was used
   * @throws {WorkAndSettlementFailed} when both failed
   */
  async withReservation<Result>(
    estimate: Estimate,
    work: Work<Result>,
    options?: ReservationOptions,
  ): Promise<Metered<Result>> {
    return await withReservation(this, estimate, work, options);
  }
}
