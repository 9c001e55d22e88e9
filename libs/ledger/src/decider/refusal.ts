import type { DecimalString } from '../tokens/index.js';
import type { StoreRefusal } from './store-refusal.js';

/**
 * Why a command changes nothing. Codes are stable and part of the API; the HTTP edge maps them.
 * Figures are decimal strings, so that a refusal can be answered and logged as it is.
 */
export type Refusal =
  | InsufficientTokens
  | UnknownRate
  | UnknownModel
  | AllocationNotFound
  | AmountNotPositive
  | AmountTooLarge
  | RateNotPositive
  | MultiplierNotPositive
  | RateInThePast
  | InexactTokens
  | UnitNotCountable
  | ExpiryInThePast
  | ExpiryBeforeEffect
  | EffectiveInThePast
  | InvalidRollover
  | GrantAlreadyExists
  | TooManyGrants
  | GrantNotFound
  | GrantClosed
  | GrantSpent
  | PurchaseAlreadyCredited
  | PurchaseNotRefundable
  | HoldNotFound
  | HoldClosed
  | HoldTooLong
  | TooManyHolds
  | OverageRefused
  | SpendingCapReached
  | FrozenSpending
  | ReversalExceedsCharge
  | UnknownTimeZone
  | StoreRefusal;

export type RefusalCode = Refusal['code'];

export interface InsufficientTokens {
  readonly code: 'insufficient-tokens';
  readonly model: string;
  readonly needed: DecimalString;
  readonly available: DecimalString;
  readonly held: DecimalString;
  /** What might have been overdrawn besides: needed is more than both. Reservations and adjustments may not. */
  readonly overdraft: DecimalString;
}

/** No rate of the feature was in force at the moment of the command. */
export interface UnknownRate {
  readonly code: 'unknown-rate';
  readonly feature: string;
  readonly at: string;
}

export interface UnknownModel {
  readonly code: 'unknown-model';
  readonly model: string;
}

export interface AllocationNotFound {
  readonly code: 'allocation-not-found';
  readonly model: string;
}

export interface AmountNotPositive {
  readonly code: 'amount-not-positive';
  readonly amount: DecimalString;
}

/** A charge, or all that ever entered an allocation, would be more than the ledger can write. */
export interface AmountTooLarge {
  readonly code: 'amount-too-large';
  readonly model: string;
  readonly amount: DecimalString;
  readonly maximum: DecimalString;
}

export interface RateNotPositive {
  readonly code: 'rate-not-positive';
  readonly tokensPerUnit: DecimalString;
}

export interface MultiplierNotPositive {
  readonly code: 'multiplier-not-positive';
  readonly model: string;
  readonly multiplier: DecimalString;
}

/** Consumptions up to now were charged at the rate of their moment; a change cannot reach back. */
export interface RateInThePast {
  readonly code: 'rate-in-the-past';
  readonly effectiveFrom: string;
  readonly earliest: string;
}

/** units x rate x multiplier needs more than six decimal places, and nothing is ever rounded. */
export interface InexactTokens {
  readonly code: 'inexact-tokens';
  readonly units: DecimalString;
  readonly tokensPerUnit: DecimalString;
  readonly multiplier: DecimalString;
}

/** Words and characters of a text can be counted; of other units the caller gives the number. */
export interface UnitNotCountable {
  readonly code: 'unit-not-countable';
  readonly unit: string;
}

export interface ExpiryInThePast {
  readonly code: 'expiry-in-the-past';
  readonly expiresAt: string;
  readonly now: string;
}

export interface GrantAlreadyExists {
  readonly code: 'grant-already-exists';
  readonly grantId: string;
}

/** Of grants that have tokens left, or are scheduled. */
export interface TooManyGrants {
  readonly code: 'too-many-grants';
  readonly maximum: number;
}

export interface PurchaseAlreadyCredited {
  readonly code: 'purchase-already-credited';
  readonly purchaseId: string;
}

export interface ExpiryBeforeEffect {
  readonly code: 'expiry-before-effect';
  readonly expiresAt: string;
  readonly effectiveFrom: string;
}

export interface EffectiveInThePast {
  readonly code: 'effective-in-the-past';
  readonly effectiveFrom: string;
  readonly now: string;
}

export interface InvalidRollover {
  readonly code: 'invalid-rollover';
  readonly problem: string;
}

export interface GrantNotFound {
  readonly code: 'grant-not-found';
  readonly grantId: string;
}

/** Nothing is left of the grant that could be revoked. */
export interface GrantClosed {
  readonly code: 'grant-closed';
  readonly grantId: string;
}

/** Only a grant of which nothing was used can be voided. */
export interface GrantSpent {
  readonly code: 'grant-spent';
  readonly grantId: string;
  readonly amount: DecimalString;
  readonly remaining: DecimalString;
}

export interface PurchaseNotRefundable {
  readonly code: 'purchase-not-refundable';
  readonly grantId: string;
}

/** Never made, or closed longer ago than the latest 1,024 closed holds. */
export interface HoldNotFound {
  readonly code: 'hold-not-found';
  readonly holdId: string;
}

export interface HoldClosed {
  readonly code: 'hold-closed';
  readonly holdId: string;
  readonly status: 'settled' | 'released' | 'expired';
}

export interface HoldTooLong {
  readonly code: 'hold-too-long';
  /** When the hold would have ended. */
  readonly asked: string;
  readonly latest: string;
}

export interface TooManyHolds {
  readonly code: 'too-many-holds';
  readonly maximum: number;
}

/** More was used than was held, and the policy of the hold does not let it be charged. */
export interface OverageRefused {
  readonly code: 'overage-refused';
  readonly holdId: string;
  readonly needed: DecimalString;
  readonly held: DecimalString;
  readonly available: DecimalString;
  readonly overagePolicy: 'reject' | 'cap' | 'overdraft';
  /** How much more than was held could have been charged. */
  readonly room: DecimalString;
  readonly limitedBy: 'balance' | 'overdraft' | 'spending-cap' | 'frozen';
  /** The cap that limits it, and when it starts anew; null where no cap does. */
  readonly scope: 'account' | 'model' | null;
  readonly period: 'day' | 'week' | 'month' | null;
  readonly cap: DecimalString | null;
  readonly resetsAt: string | null;
}

export interface SpendingCapReached {
  readonly code: 'spending-cap-reached';
  readonly scope: 'account' | 'model';
  /** Null when the cap is on the whole account. */
  readonly model: string | null;
  readonly period: 'day' | 'week' | 'month';
  readonly cap: DecimalString;
  readonly spent: DecimalString;
  /** By open holds. */
  readonly held: DecimalString;
  readonly needed: DecimalString;
  /** Left of the cap. */
  readonly available: DecimalString;
  readonly resetsAt: string;
}

export interface FrozenSpending {
  readonly code: 'spending-frozen';
  /** Null when the whole account is frozen. */
  readonly model: string | null;
  readonly reason: string;
  readonly frozenAt: string;
  /** What the use would have come to; nothing where only the life of a hold was to be extended. */
  readonly needed: DecimalString;
  /** Of the model. */
  readonly available: DecimalString;
  readonly held: DecimalString;
}

export interface ReversalExceedsCharge {
  readonly code: 'reversal-exceeds-charge';
  readonly operationId: string;
  readonly asked: DecimalString;
  readonly reversible: DecimalString;
}

export interface UnknownTimeZone {
  readonly code: 'unknown-time-zone';
  readonly timeZone: string;
}
