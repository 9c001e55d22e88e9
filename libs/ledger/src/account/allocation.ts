import { microTokens, smaller, subtract, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import { byDrawingOrder, type Grant } from './grant.js';
import type { CapAmounts, Freeze, Spending } from './limits.js';
import { NO_CAPS } from './limits.js';

/**
 * One account's holding for one model. After every event, at every moment:
 * granted = available + held + spent + expired + revoked, and no term is negative.
 * What was overdrawn, or is scheduled, stands beside the equation.
 */
export interface Allocation {
  readonly model: string;
  readonly unlimited: boolean;
  /** Grants with tokens left, in drawing order. */
  readonly grants: readonly Grant[];
  /** Grants whose time has not come. */
  readonly scheduled: readonly Grant[];
  /** Grants with nothing left: a hold or a reversal may give something back to them. */
  readonly usedUp: ReadonlyMap<string, Grant>;
  readonly granted: TokenAmount;
  readonly held: TokenAmount;
  readonly spent: TokenAmount;
  readonly expired: TokenAmount;
  readonly revoked: TokenAmount;
  /** Consumed while unlimited: recorded, but drawn from no grant. */
  readonly unlimitedSpent: TokenAmount;
  readonly overdrawn: TokenAmount;
  readonly overdraftLimit: TokenAmount;
  readonly frozen: Freeze | null;
  readonly caps: CapAmounts;
  readonly spending: Spending;
  /** What the latest credit left to spend; null before the first. Thresholds are parts of it. */
  readonly alertBasis: TokenAmount | null;
  /** How many thresholds the balance is beyond, as recorded. */
  readonly alertLevel: number;
}

/** The terms of the invariant. */
export interface AllocationBalance {
  readonly granted: TokenAmount;
  readonly available: TokenAmount;
  readonly held: TokenAmount;
  readonly spent: TokenAmount;
  readonly expired: TokenAmount;
  readonly revoked: TokenAmount;
}

/** Tokens of one grant on their way in or out. */
export interface GrantDraw {
  readonly grantId: string;
  readonly tokens: TokenAmount;
}

export function emptyAllocation(model: string): Allocation {
  return {
    model,
    unlimited: false,
    grants: [],
    scheduled: [],
    usedUp: new Map(),
    granted: ZERO,
    held: ZERO,
    spent: ZERO,
    expired: ZERO,
    revoked: ZERO,
    unlimitedSpent: ZERO,
    overdrawn: ZERO,
    overdraftLimit: ZERO,
    frozen: null,
    caps: NO_CAPS,
    spending: {},
    alertBasis: null,
    alertLevel: 0,
  };
}

/** As recorded: see `asOf` for a moment at which something is due. */
export function balanceOf(allocation: Allocation): AllocationBalance {
  const { granted, held, spent, expired, revoked } = allocation;
  return { granted, available: availableIn(allocation), held, spent, expired, revoked };
}

export function availableIn(allocation: Allocation): TokenAmount {
  return sum(allocation.grants.map((grant) => grant.remaining));
}

/** What each grant gives, in drawing order. Draws less than asked where there is less. */
export function drawFrom(allocation: Allocation, tokens: TokenAmount): readonly GrantDraw[] {
  const draws: GrantDraw[] = [];
  let missing = tokens;
  for (const grant of allocation.grants) {
    if (missing <= 0n) break;
    const taken = smaller(grant.remaining, missing);
    draws.push({ grantId: grant.grantId, tokens: taken });
    missing = subtract(missing, taken);
  }
  return draws;
}

export function grantIn(allocation: Allocation, grantId: string): Grant | null {
  const isIt = (grant: Grant) => grant.grantId === grantId;
  return (
    allocation.grants.find(isIt) ?? allocation.usedUp.get(grantId) ?? allocation.scheduled.find(isIt) ?? null
  );
}

export function enter(allocation: Allocation, grant: Grant): Allocation {
  return { ...allocation, grants: [...allocation.grants, grant].sort(byDrawingOrder) };
}

/** Replaces a grant by what the change makes of it, and keeps used-up ones apart. */
export function changeGrant(
  allocation: Allocation,
  grantId: string,
  change: (grant: Grant) => Grant,
): Allocation {
  const grant = grantIn(allocation, grantId);
  if (!grant) throw new RangeError(`Allocation ${allocation.model} has no grant ${grantId}.`);
  const changed = change(grant);
  const place = allocation.grants.indexOf(grant);
  if (place >= 0 && changed.remaining > 0n)
    return { ...allocation, grants: allocation.grants.with(place, changed) };
  const grants = place >= 0 ? allocation.grants.toSpliced(place, 1) : allocation.grants;
  const usedUp = new Map(allocation.usedUp);
  if (changed.remaining > 0n) {
    usedUp.delete(grantId);
    return enter({ ...allocation, usedUp }, changed);
  }
  return { ...allocation, grants, usedUp: usedUp.set(grantId, changed) };
}

export function take(allocation: Allocation, draws: readonly GrantDraw[]): Allocation {
  return draws.reduce((state, { grantId, tokens }) => changeRemaining(state, grantId, -tokens), allocation);
}

export function giveBack(allocation: Allocation, draws: readonly GrantDraw[]): Allocation {
  return draws.reduce((state, { grantId, tokens }) => changeRemaining(state, grantId, tokens), allocation);
}

function changeRemaining(allocation: Allocation, grantId: string, by: bigint): Allocation {
  return changeGrant(allocation, grantId, (grant) => ({
    ...grant,
    remaining: microTokens(grant.remaining + by),
  }));
}
