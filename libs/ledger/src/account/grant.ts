import type { TokenAmount } from '../tokens/index.js';
import type { GrantSource, RolloverRule } from './account.events.js';

/** A lot of tokens that entered an allocation. */
export interface Grant {
  readonly grantId: string;
  readonly source: GrantSource;
  /** All that ever entered with it. */
  readonly amount: TokenAmount;
  /** Neither spent, expired, revoked nor set aside by a hold. */
  readonly remaining: TokenAmount;
  /** Lower is drawn first. */
  readonly priority: number;
  readonly effectiveFrom: Date;
  readonly expiresAt: Date | null;
  readonly rollover: RolloverRule;
  readonly rolledOver: TokenAmount;
  /** Why it was revoked: what comes back to it is revoked too. */
  readonly revokedFor: string | null;
  /** Counts the grants of an account from 0: the oldest has the lowest. */
  readonly sequence: number;
}

/** Where what rolls over of a grant goes: always the same one, however often something rolls over. */
export function rolloverGrantId(grantId: string): string {
  return `${grantId}~rollover`;
}

/** The one drawing order: lowest priority number, then soonest expiry, then oldest. */
export function byDrawingOrder(a: Grant, b: Grant): number {
  return a.priority - b.priority || compareExpiry(a.expiresAt, b.expiresAt) || a.sequence - b.sequence;
}

function compareExpiry(a: Date | null, b: Date | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.getTime() - b.getTime();
}

/** From the instant of its expiry on, a grant does not count, whether or not an event says so yet. */
export function hasExpired(grant: Pick<Grant, 'expiresAt'>, now: Date): boolean {
  return grant.expiresAt !== null && grant.expiresAt.getTime() <= now.getTime();
}
