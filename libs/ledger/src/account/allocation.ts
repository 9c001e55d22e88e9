import { add, microTokens, smaller, subtract, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import { byDrawingOrder, hasExpired, type Grant } from './grant.js';

/**
 * One account's holding for one model. After every event, at every moment:
 * granted = available + held + spent + expired + revoked, and no term is negative.
 */
export interface Allocation {
  readonly model: string;
  readonly unlimited: boolean;
  /** Grants with tokens left, in drawing order. */
  readonly grants: readonly Grant[];
  readonly granted: TokenAmount;
  readonly spent: TokenAmount;
  /** As recorded by TokensExpired; see `balanceAt` for what counts as expired. */
  readonly recordedExpired: TokenAmount;
  /** Consumed while unlimited: recorded, but drawn from no grant. */
  readonly unlimitedSpent: TokenAmount;
}

/** The terms of the invariant at a moment. */
export interface AllocationBalance {
  readonly granted: TokenAmount;
  readonly available: TokenAmount;
  readonly held: TokenAmount;
  readonly spent: TokenAmount;
  readonly expired: TokenAmount;
  readonly revoked: TokenAmount;
}

export function emptyAllocation(model: string): Allocation {
  return {
    model,
    unlimited: false,
    grants: [],
    granted: ZERO,
    spent: ZERO,
    recordedExpired: ZERO,
    unlimitedSpent: ZERO,
  };
}

export function balanceAt(allocation: Allocation, now: Date): AllocationBalance {
  const unrecorded = sum(
    allocation.grants.filter((grant) => hasExpired(grant, now)).map((grant) => grant.remaining),
  );
  return {
    granted: allocation.granted,
    available: availableAt(allocation, now),
    held: ZERO,
    spent: allocation.spent,
    expired: add(allocation.recordedExpired, unrecorded),
    revoked: ZERO,
  };
}

export function availableAt(allocation: Allocation, now: Date): TokenAmount {
  let available = 0n;
  for (const grant of allocation.grants) if (!hasExpired(grant, now)) available += grant.remaining;
  return microTokens(available);
}

/** What each grant gives to a consumption. Draws less than asked where there is less. */
export interface GrantDraw {
  readonly grantId: string;
  readonly tokens: TokenAmount;
}

export function drawFrom(allocation: Allocation, tokens: TokenAmount, now: Date): readonly GrantDraw[] {
  const draws: GrantDraw[] = [];
  let missing = tokens;
  for (const grant of allocation.grants) {
    if (missing <= 0n) break;
    if (hasExpired(grant, now)) continue;
    const taken = smaller(grant.remaining, missing);
    draws.push({ grantId: grant.grantId, tokens: taken });
    missing = subtract(missing, taken);
  }
  return draws;
}

export function enter(allocation: Allocation, grant: Grant): Allocation {
  return {
    ...allocation,
    grants: [...allocation.grants, grant].sort(byDrawingOrder),
    granted: add(allocation.granted, grant.remaining),
  };
}

/** Takes tokens out of a grant; a grant with nothing left is forgotten. */
export function take(allocation: Allocation, draw: GrantDraw): Allocation {
  const grants = allocation.grants
    .map((grant) =>
      grant.grantId === draw.grantId
        ? { ...grant, remaining: subtract(grant.remaining, draw.tokens) }
        : grant,
    )
    .filter((grant) => grant.remaining > 0n);
  return { ...allocation, grants };
}
