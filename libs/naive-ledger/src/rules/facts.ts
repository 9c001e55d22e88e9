import type {
  AccountEvent,
  BalanceThreshold,
  GrantSource,
  OveragePolicy,
  PricedUnits,
  RolloverRule,
} from '#libs/ledger';
import type { Tokens } from './figures.js';

/** What has become of a token. It is moved from one of these to another, and never lost. */
export type Place =
  'nowhere' | 'scheduled' | 'available' | 'held' | 'spent' | 'expired' | 'revoked' | 'rolled over';

/** All that happens to the tokens of a grant. */
export interface Move {
  readonly from: Place;
  readonly to: Place;
  readonly tokens: Tokens;
  readonly at: number;
}

export interface Lot {
  readonly grantId: string;
  readonly model: string;
  readonly source: GrantSource;
  readonly label: string | null;
  readonly priority: number;
  readonly grantedAt: number;
  readonly effectiveFrom: number;
  readonly expiresAt: number | null;
  readonly rollover: RolloverRule;
  readonly moves: Move[];
  /** Why it was revoked, if it was. */
  readonly revocations: string[];
}

export interface Portion {
  readonly lot: Lot;
  readonly tokens: Tokens;
}

export interface NaiveCharge {
  readonly operationId: string;
  readonly model: string;
  readonly feature: string;
  readonly tokens: Tokens;
  /** In the order in which they were drawn. */
  readonly drawn: readonly Portion[];
  readonly overdrawn: Tokens;
  readonly unlimited: boolean;
  readonly at: number;
}

export interface NaiveReversal {
  readonly charge: NaiveCharge;
  readonly tokens: Tokens;
  readonly overdraftReduced: Tokens;
}

export interface NaiveHold {
  readonly holdId: string;
  readonly price: Price;
  readonly tokens: Tokens;
  readonly drawn: readonly Portion[];
  readonly unlimited: boolean;
  readonly overagePolicy: OveragePolicy;
  readonly reservedAt: number;
  /** The last one counts. */
  readonly ends: number[];
  /** At most one. */
  readonly closed: ('settled' | 'released' | 'expired')[];
}

export type Price = Omit<PricedUnits, 'units'>;

export interface Freeze {
  readonly reason: string;
  readonly frozenAt: string;
}

export type Period = 'day' | 'week' | 'month';
export const PERIODS: readonly Period[] = ['day', 'week', 'month'];

/** Of settings the latest counts. Model null: the whole account. */
export interface Lists {
  readonly models: string[];
  readonly lots: Lot[];
  readonly purchases: string[];
  readonly charges: NaiveCharge[];
  readonly reversals: NaiveReversal[];
  readonly repayments: { readonly model: string; readonly tokens: Tokens }[];
  readonly holds: NaiveHold[];
  readonly unlimited: { readonly model: string; readonly unlimited: boolean }[];
  readonly overdraftLimits: { readonly model: string; readonly limit: Tokens }[];
  readonly caps: { readonly model: string | null; readonly caps: Readonly<Record<Period, Tokens | null>> }[];
  readonly freezes: { readonly model: string | null; readonly freeze: Freeze | null }[];
  readonly timeZones: string[];
  /** Whenever something was charged or taken back, and by which clocks. */
  readonly uses: { readonly at: number; readonly timeZone: string }[];
  readonly bases: { readonly model: string; readonly basis: Tokens }[];
  readonly passed: {
    readonly model: string;
    readonly threshold: BalanceThreshold;
    readonly beyond: boolean;
  }[];
  /** What must be in the log. */
  readonly events: AccountEvent[];
}
