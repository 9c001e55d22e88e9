import type { Settlement } from '#libs/contract';
import type { Answered } from '../answers/answered.js';
import type { Refused } from '../answers/refused.js';

/** What became of a hold. */
export type Closing = Settled | Released | SettledAsHeld | Failed;

/** Charged with what was used. */
export interface Settled {
  readonly status: 'settled';
  readonly settlement: Answered<Settlement>;
}

/** Nothing was delivered, and nothing is charged. */
export interface Released {
  readonly status: 'released';
}

/** More was used than may be charged: what was held is charged. */
export interface SettledAsHeld {
  readonly status: 'settled-as-held';
  readonly settlement: Answered<Settlement>;
  readonly cause: Refused;
}

/** What was used is not charged, or nobody knows. Released where the ledger refused to settle. */
export interface Failed {
  readonly status: 'failed';
  readonly released: boolean;
  readonly cause: unknown;
}
