import type { BalanceThreshold, DecimalString } from '../tokens/index.js';
import type { Draw } from './charge.js';

export type LimitEvent =
  | OverdraftLimitSet
  | OverdraftRepaid
  | SpendingCapsSet
  | TimeZoneSet
  | SpendingFrozen
  | SpendingUnfrozen
  | BalanceThresholdCrossed
  | BalanceThresholdRecovered;

export interface OverdraftLimitSet {
  readonly type: 'OverdraftLimitSet';
  readonly data: { readonly model: string; readonly limit: DecimalString; readonly setAt: string };
}

/** Tokens that became available pay what was overdrawn, before anything else can draw them. */
export interface OverdraftRepaid {
  readonly type: 'OverdraftRepaid';
  readonly data: {
    readonly model: string;
    readonly tokens: DecimalString;
    readonly drawn: readonly Draw[];
    readonly balanceAfter: DecimalString;
    readonly repaidAt: string;
  };
}

/** Null: no cap for that period. */
export interface SpendingCaps {
  readonly day: DecimalString | null;
  readonly week: DecimalString | null;
  readonly month: DecimalString | null;
}

export interface SpendingCapsSet {
  readonly type: 'SpendingCapsSet';
  /** Model null: the caps are on the whole account. */
  readonly data: SpendingCaps & { readonly model: string | null; readonly setAt: string };
}

/** Days, weeks and months of the caps begin in this IANA time zone, from the next period on. */
export interface TimeZoneSet {
  readonly type: 'TimeZoneSet';
  readonly data: { readonly timeZone: string; readonly setAt: string };
}

export interface SpendingFrozen {
  readonly type: 'SpendingFrozen';
  /** Model null: the whole account. */
  readonly data: { readonly model: string | null; readonly reason: string; readonly frozenAt: string };
}

export interface SpendingUnfrozen {
  readonly type: 'SpendingUnfrozen';
  readonly data: { readonly model: string | null; readonly reason: string; readonly unfrozenAt: string };
}

/** Written with the event that made the balance cross the threshold, once for every crossing. */
export interface BalanceThresholdCrossed {
  readonly type: 'BalanceThresholdCrossed';
  readonly data: ThresholdPassed;
}

export interface BalanceThresholdRecovered {
  readonly type: 'BalanceThresholdRecovered';
  readonly data: ThresholdPassed;
}

interface ThresholdPassed {
  readonly model: string;
  readonly threshold: BalanceThreshold;
  /** Available and held. */
  readonly remaining: DecimalString;
  /** Available and held right after the latest credit. */
  readonly basis: DecimalString;
  readonly at: string;
}
