import type { TokenAmount } from '#libs/ledger';

/** What one row of the log says: who used how much of what. */
export interface Usage {
  readonly accountId: string;
  readonly model: string;
  readonly feature: string;
  readonly units: TokenAmount;
}

/** A row that can be sent. Its operation id is the same in every run, see `operation-ids.ts`. */
export interface UsageRow extends Usage {
  readonly line: number;
  readonly operationId: string;
}

/** Why a row cannot be sent. */
export interface Malformed {
  readonly reason: string;
}

/** What became of a row that was sent. */
export type Outcome =
  | { readonly kind: 'accepted' | 'replayed'; readonly tokens: TokenAmount }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'unanswered' };
