import type { DecimalString } from '../tokens/index.js';

/** Events of the stream `account-<accountId>`. Amounts are decimal strings, times ISO 8601 UTC. */
export type AccountEvent =
  | TokensGranted
  | TokensPurchased
  | TokensConsumed
  | TokensExpired
  | AllocationMadeUnlimited
  | AllocationMadeLimited;

export type GrantSource = 'purchase' | 'subscription' | 'bonus' | 'correction';

export interface TokensGranted {
  readonly type: 'TokensGranted';
  readonly data: {
    readonly grantId: string;
    readonly model: string;
    readonly amount: DecimalString;
    readonly source: Exclude<GrantSource, 'purchase'>;
    /** Lower is drawn first. */
    readonly priority: number;
    readonly expiresAt: string | null;
    readonly reason: string | null;
    readonly grantedAt: string;
    /** Available of the model after this grant. */
    readonly balanceAfter: DecimalString;
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

export interface PurchasedItem {
  readonly grantId: string;
  readonly model: string;
  readonly amount: DecimalString;
  readonly priority: number;
  readonly expiresAt: string | null;
  readonly balanceAfter: DecimalString;
}

/** The receipt of a consumption: tokens = units x rate, and the draws add up to the tokens. */
export interface TokensConsumed {
  readonly type: 'TokensConsumed';
  readonly data: {
    readonly operationId: string;
    readonly model: string;
    readonly feature: string;
    readonly units: DecimalString;
    readonly unit: string;
    readonly rate: DecimalString;
    /** Revision of the RateChanged event in the feature's rate stream. */
    readonly rateRevision: number;
    readonly tokens: DecimalString;
    readonly drawn: readonly Draw[];
    /** True when nothing was drawn because the allocation is unlimited. */
    readonly unlimited: boolean;
    readonly balanceBefore: DecimalString;
    readonly balanceAfter: DecimalString;
    readonly consumedAt: string;
  };
}

export interface Draw {
  readonly grantId: string;
  readonly tokens: DecimalString;
}

/** Records what was left of a grant at its expiry. It counted as expired from that instant already. */
export interface TokensExpired {
  readonly type: 'TokensExpired';
  readonly data: {
    readonly grantId: string;
    readonly model: string;
    readonly amount: DecimalString;
    readonly expiredAt: string;
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
