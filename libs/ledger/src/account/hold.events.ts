import type { DecimalString } from '../tokens/index.js';
import type { Charge, Draw, PricedUnits } from './charge.js';

export type HoldEvent = TokensReserved | HoldExtended | HoldSettled | HoldReleased | HoldExpired;

/** What happens when the actual usage is more than was held: named when the hold is made. */
export type OveragePolicy = 'reject' | 'cap' | 'overdraft';

/** Tokens set aside at the rate of this moment; that rate also settles the hold. */
export interface TokensReserved {
  readonly type: 'TokensReserved';
  readonly data: PricedUnits & {
    /** The operation id of the reservation. */
    readonly holdId: string;
    readonly tokens: DecimalString;
    readonly drawn: readonly Draw[];
    /** True when nothing is set aside because the allocation is unlimited. */
    readonly unlimited: boolean;
    readonly overagePolicy: OveragePolicy;
    readonly balanceBefore: DecimalString;
    readonly balanceAfter: DecimalString;
    readonly reservedAt: string;
    readonly expiresAt: string;
  };
}

export interface HoldExtended {
  readonly type: 'HoldExtended';
  readonly data: {
    readonly holdId: string;
    readonly model: string;
    readonly expiresAt: string;
    readonly extendedAt: string;
  };
}

/** The receipt of a settlement: units x rate x multiplier = tokens + uncollected. */
export interface HoldSettled {
  readonly type: 'HoldSettled';
  readonly data: Charge & {
    readonly holdId: string;
    /** What the hold had set aside. */
    readonly held: DecimalString;
    readonly heldFrom: readonly Draw[];
    /** What went back to the grants that it was set aside from. */
    readonly returned: readonly Draw[];
    /** Used, but neither held nor available: by the policy `cap` it is not charged. */
    readonly uncollected: DecimalString;
    readonly settledAt: string;
  };
}

export interface HoldReleased {
  readonly type: 'HoldReleased';
  readonly data: ClosedHold & { readonly releasedAt: string };
}

/** Records the end of a hold nobody closed. Its tokens were free from that instant already. */
export interface HoldExpired {
  readonly type: 'HoldExpired';
  readonly data: ClosedHold & { readonly expiredAt: string };
}

interface ClosedHold {
  readonly holdId: string;
  readonly model: string;
  readonly returned: readonly Draw[];
  readonly balanceAfter: DecimalString;
}
