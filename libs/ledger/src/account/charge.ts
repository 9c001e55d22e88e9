import type { DecimalString } from '../tokens/index.js';

/** What a grant gave, or got back. */
export interface Draw {
  readonly grantId: string;
  readonly tokens: DecimalString;
}

/** By which rate a charge was, or will be, reckoned: tokens = units x rate x multiplier, exact. */
export interface PricedUnits {
  readonly model: string;
  readonly feature: string;
  readonly units: DecimalString;
  readonly unit: string;
  readonly rate: DecimalString;
  /** Of the model; `1` when the rate names none. */
  readonly multiplier: DecimalString;
  /** Revision of the RateChanged event in the feature's rate stream. */
  readonly rateRevision: number;
}

/** The receipt that consumptions and settlements have in common: it can be re-added by hand. */
export interface Charge extends PricedUnits {
  readonly operationId: string;
  /** Charged: the draws and what was overdrawn add up to it, unless it was unlimited. */
  readonly tokens: DecimalString;
  readonly drawn: readonly Draw[];
  /** Charged beyond what was available, within the overdraft limit. */
  readonly overdrawn: DecimalString;
  /** True when nothing was drawn because the allocation is unlimited. */
  readonly unlimited: boolean;
  readonly balanceBefore: DecimalString;
  readonly balanceAfter: DecimalString;
}
