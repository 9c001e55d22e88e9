import type { TokenAmount } from '../tokens/index.js';
import type { GrantDraw } from './allocation.js';
import type { PricedUnits } from './charge.js';
import type { OveragePolicy } from './hold.events.js';

/** Tokens set aside for a use whose cost is not known yet. */
export interface Hold {
  readonly holdId: string;
  readonly model: string;
  readonly feature: string;
  /** Fixed when the hold was made. */
  readonly price: Pick<PricedUnits, 'unit' | 'rate' | 'multiplier' | 'rateRevision'>;
  /** What the estimate comes to; nothing of it is drawn when the hold is unlimited. */
  readonly tokens: TokenAmount;
  readonly drawn: readonly GrantDraw[];
  readonly unlimited: boolean;
  readonly overagePolicy: OveragePolicy;
  readonly reservedAt: Date;
  readonly expiresAt: Date;
}

export type ClosedStatus = 'settled' | 'released' | 'expired';

/** Open holds of one account: all of them may end in one append. */
export const HOLDS_MAX = 1_000;

/** How many closed ones are remembered, to say what became of them. */
export const CLOSED_HOLDS_MAX = 1_024;
