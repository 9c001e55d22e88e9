import type { DecimalString } from '../tokens/index.js';
import type { Draw } from './charge.js';

/** Mistakes are never erased: each is put right by an event that says why. Its metadata says who. */
export type CorrectionEvent = ConsumptionReversed | BalanceAdjusted | TokensRevoked;

/** What becomes of tokens whose grant can take none back, because it expired or was revoked. */
export type LapsedTokens = 'lapse' | 'regrant';

export interface ConsumptionReversed {
  readonly type: 'ConsumptionReversed';
  readonly data: {
    readonly operationId: string;
    /** The operation id of the consumption or settlement. */
    readonly reversedOperationId: string;
    readonly model: string;
    /** = returned + overdraftReduced + the amount of `regranted`; all of it when it was unlimited. */
    readonly tokens: DecimalString;
    /** To the grants they came from. In expired and revoked ones they lapse: the next event says so. */
    readonly returned: readonly Draw[];
    readonly overdraftReduced: DecimalString;
    /** A grant with source `correction` for tokens that could not go back. */
    readonly regranted: Draw | null;
    readonly unlimited: boolean;
    readonly feature: string;
    /** Of the charge that is reversed. */
    readonly chargedAt: string;
    readonly reason: string;
    readonly balanceAfter: DecimalString;
    readonly reversedAt: string;
  };
}

/** Up: a new grant with source `correction`. Down: tokens taken from grants, in drawing order. */
export interface BalanceAdjusted {
  readonly type: 'BalanceAdjusted';
  readonly data: {
    readonly operationId: string;
    readonly model: string;
    readonly direction: 'up' | 'down';
    readonly tokens: DecimalString;
    /** The new grant of an adjustment up. */
    readonly grantId: string | null;
    /** Revoked by an adjustment down. */
    readonly drawn: readonly Draw[];
    readonly reason: string;
    readonly balanceBefore: DecimalString;
    readonly balanceAfter: DecimalString;
    readonly adjustedAt: string;
  };
}

/** What was left of a grant is taken away; also what comes back to it later, when a hold on it ends. */
export interface TokensRevoked {
  readonly type: 'TokensRevoked';
  readonly data: Draw & {
    readonly model: string;
    /** True when nothing of the grant had been spent. */
    readonly voided: boolean;
    /** True when its time had not come: it enters and is gone at once. */
    readonly scheduled: boolean;
    readonly reason: string;
    readonly balanceAfter: DecimalString;
    readonly revokedAt: string;
  };
}
