import type { DecimalString } from '../tokens/index.js';
import type { Charge, Draw } from './charge.js';
import type { HoldEvent } from './hold.events.js';
import type { CorrectionEvent } from './correction.events.js';
import type { LimitEvent } from './limit.events.js';

/** Events of the stream `account-<accountId>`. Amounts are decimal strings, times ISO 8601 UTC. */
export type AccountEvent =
  | TokensGranted
  | TokensPurchased
  | GrantTookEffect
  | TokensConsumed
  | TokensExpired
  | TokensRolledOver
  | HoldEvent
  | CorrectionEvent
  | LimitEvent
  | AllocationMadeUnlimited
  | AllocationMadeLimited;

export type GrantSource = 'purchase' | 'subscription' | 'bonus' | 'correction';

/** What becomes of tokens that are left when their grant expires. */
export type RolloverRule =
  | { readonly rule: 'none' }
  /** At most `cap` of them, with `capped`, live on until the end of the next period. */
  | { readonly rule: 'capped'; readonly cap: DecimalString; readonly until: string }
  | { readonly rule: 'all'; readonly until: string };

/** A lot of tokens as it enters an allocation. */
export interface EnteredGrant {
  readonly grantId: string;
  readonly model: string;
  readonly amount: DecimalString;
  /** Lower is drawn first. */
  readonly priority: number;
  /** Before it the tokens are scheduled, and are no part of the balance. */
  readonly effectiveFrom: string;
  readonly expiresAt: string | null;
  readonly rollover: RolloverRule;
  /** Available of the model after this grant. */
  readonly balanceAfter: DecimalString;
}

export interface TokensGranted {
  readonly type: 'TokensGranted';
  readonly data: EnteredGrant & {
    readonly source: Exclude<GrantSource, 'purchase'>;
    readonly reason: string | null;
    readonly grantedAt: string;
  };
}

/** All models of a purchase enter together, each as a grant with source `purchase`. */
export interface TokensPurchased {
  readonly type: 'TokensPurchased';
  readonly data: {
    readonly purchaseId: string;
    readonly packageName: string;
    readonly items: readonly PurchasedItem[];
    readonly purchasedAt: string;
  };
}

export type PurchasedItem = EnteredGrant;

/** Records that the moment of a scheduled grant has come. It counted from that instant already. */
export interface GrantTookEffect {
  readonly type: 'GrantTookEffect';
  readonly data: {
    readonly grantId: string;
    readonly model: string;
    readonly amount: DecimalString;
    readonly effectiveAt: string;
    readonly balanceAfter: DecimalString;
  };
}

/** The receipt of a consumption: tokens = units x rate x multiplier = what was drawn and overdrawn. */
export interface TokensConsumed {
  readonly type: 'TokensConsumed';
  readonly data: Charge & { readonly consumedAt: string };
}

/** Records what was left of a grant at its expiry. It counted as expired from that instant already. */
export interface TokensExpired {
  readonly type: 'TokensExpired';
  readonly data: Draw & {
    readonly model: string;
    readonly expiredAt: string;
    readonly balanceAfter: DecimalString;
  };
}

/** Records what went on from an expired grant into the next period, by the rule of that grant. */
export interface TokensRolledOver {
  readonly type: 'TokensRolledOver';
  readonly data: {
    readonly fromGrantId: string;
    /** `<fromGrantId>~rollover`; it may receive more when a hold on the old grant ends later. */
    readonly grantId: string;
    readonly model: string;
    readonly source: GrantSource;
    readonly priority: number;
    readonly tokens: DecimalString;
    readonly rolledOverAt: string;
    readonly expiresAt: string;
    readonly balanceAfter: DecimalString;
  };
}

export interface AllocationMadeUnlimited {
  readonly type: 'AllocationMadeUnlimited';
  readonly data: { readonly model: string; readonly at: string };
}

export interface AllocationMadeLimited {
  readonly type: 'AllocationMadeLimited';
  readonly data: { readonly model: string; readonly at: string };
}
