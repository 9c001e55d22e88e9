import type { ExtendRequest, OveragePolicy } from '#libs/contract';
import type { DecimalString } from '#libs/ledger/tokens';

/** How much: units as the caller counted them, or a text whose words or characters the ledger counts. */
export type Quantity =
  | { readonly units: DecimalString; readonly text?: undefined }
  | { readonly text: string; readonly units?: undefined };

/** Who an operation is for, and by which key it is known. */
export interface Operation {
  readonly accountId: string;
  /**
   * The same key never does something twice: derive it from what is metered, so that whoever does that
   * again after a crash sends the same key. Absent: a new one, kept through the retries of this call.
   */
  readonly idempotencyKey?: string | undefined;
}

/** What is used of which model, at whose rate. */
export interface Use extends Operation {
  readonly model: string;
  readonly feature: string;
}

export type Consumption = Use & Quantity;

/** What a call may come to: tokens are set aside for it. */
export type Estimate = Use &
  Quantity & {
    /** What happens when more is used than was held; by default the ledger refuses (`reject`). */
    readonly overagePolicy?: OveragePolicy | undefined;
    /** How long the hold lives; the server has a default, and a maximum. */
    readonly ttlSeconds?: number | undefined;
  };

/** An operation on a hold. For ends of a hold the key is derived from its id, unless it is given. */
export interface HoldOperation extends Operation {
  readonly holdId: string;
}

export type SettleHold = HoldOperation & Quantity;

export type ExtendHold = HoldOperation & ExtendRequest;

/** To read what a command has written: pass its `position`. */
export interface Fresh {
  readonly after?: string | undefined;
}

export interface BalanceQuestion extends Fresh {
  readonly accountId: string;
  /** IANA name of the zone in which "this month" is cut; by default UTC. */
  readonly zone?: string | undefined;
}

export interface ReceiptQuestion extends Fresh {
  readonly accountId: string;
  /** The idempotency key of the consumption or settlement. */
  readonly operationId: string;
}
