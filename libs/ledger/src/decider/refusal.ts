import type { DecimalString } from '../tokens/index.js';

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
  | RateNotPositive
  | RateInThePast
  | InexactTokens
  | UnitNotCountable
  | ExpiryInThePast
  | GrantAlreadyExists
  | PurchaseAlreadyCredited;

export type RefusalCode = Refusal['code'];

export interface InsufficientTokens {
  readonly code: 'insufficient-tokens';
  readonly model: string;
  readonly needed: DecimalString;
  readonly available: DecimalString;
  readonly held: DecimalString;
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

export interface RateNotPositive {
  readonly code: 'rate-not-positive';
  readonly tokensPerUnit: DecimalString;
}

/** Consumptions up to now were charged at the rate of their moment; a change cannot reach back. */
export interface RateInThePast {
  readonly code: 'rate-in-the-past';
  readonly effectiveFrom: string;
  readonly earliest: string;
}

/** units x rate needs more than six decimal places, and nothing is ever rounded. */
export interface InexactTokens {
  readonly code: 'inexact-tokens';
  readonly units: DecimalString;
  readonly tokensPerUnit: DecimalString;
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

export interface PurchaseAlreadyCredited {
  readonly code: 'purchase-already-credited';
  readonly purchaseId: string;
}
