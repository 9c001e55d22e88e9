import { microTokens, smaller, subtract, type TokenAmount } from '../tokens/index.js';
import type { AccountEvent } from './account.events.js';
import { availableIn, emptyAllocation, type Allocation } from './allocation.js';
import type { ClosedStatus, Hold } from './hold.js';
import { NO_CAPS, type Calendar, type CapAmounts, type Freeze, type Spending } from './limits.js';

/** The holder of tokens. All its allocations live in one stream, so that a bundle enters atomically. */
export interface Account {
  readonly allocations: ReadonlyMap<string, Allocation>;
  readonly grantIds: ReadonlySet<string>;
  readonly purchaseIds: ReadonlySet<string>;
  readonly holds: ReadonlyMap<string, Hold>;
  /** The latest ones, oldest first. */
  readonly closedHolds: ReadonlyMap<string, ClosedStatus>;
  /** Tokens of a charge that corrections have taken back, by its operation id. */
  readonly reversed: ReadonlyMap<string, TokenAmount>;
  /** Nothing is due before; null when nothing ever will be. */
  readonly dueFrom: number | null;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly caps: CapAmounts;
  readonly spending: Spending;
  readonly frozen: Freeze | null;
}

export const initialAccount: Account = {
  allocations: new Map(),
  grantIds: new Set(),
  purchaseIds: new Set(),
  holds: new Map(),
  closedHolds: new Map(),
  reversed: new Map(),
  dueFrom: null,
  timeZone: 'UTC',
  calendar: {},
  caps: NO_CAPS,
  spending: {},
  frozen: null,
};

/** One entry for every event of a family: a missing one does not compile. */
export type Evolve<Event extends AccountEvent> = {
  readonly [Type in Event['type']]: (
    account: Account,
    data: Extract<Event, { readonly type: Type }>['data'],
  ) => Account;
};

export function withAllocation(
  account: Account,
  model: string,
  change: (allocation: Allocation) => Allocation,
): Account {
  const allocation = account.allocations.get(model) ?? emptyAllocation(model);
  return { ...account, allocations: new Map(account.allocations).set(model, change(allocation)) };
}

export function allocationOf(account: Account, model: string): Allocation {
  return account.allocations.get(model) ?? emptyAllocation(model);
}

/** After a credit: thresholds are parts of what there is now, and of nothing that goes to an overdraft. */
export function credited(allocation: Allocation): Allocation {
  const repays = smaller(allocation.overdrawn, availableIn(allocation));
  return { ...allocation, alertBasis: subtract(remainingIn(allocation), repays) };
}

/** Available and held: what is left to spend, whether or not some of it is set aside. */
export function remainingIn(allocation: Allocation): TokenAmount {
  return microTokens(
    allocation.grants.reduce((total, grant) => total + grant.remaining, 0n) + allocation.held,
  );
}
