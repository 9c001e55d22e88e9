import { withAllocation, type Account, type Evolve } from './account.js';
import type { AccountEvent } from './account.events.js';
import { earliestDue } from './earliest-due.js';
import { evolveCorrection } from './evolve-corrections.js';
import { evolveCharge, evolveGrant } from './evolve-grants.js';
import { evolveHold } from './evolve-holds.js';
import { evolveLimit } from './evolve-limits.js';

const evolve: Evolve<AccountEvent> = {
  ...evolveGrant,
  ...evolveCharge,
  ...evolveHold,
  ...evolveCorrection,
  ...evolveLimit,
  AllocationMadeUnlimited: (account, { model }) =>
    withAllocation(account, model, (allocation) => ({ ...allocation, unlimited: true })),
  AllocationMadeLimited: (account, { model }) =>
    withAllocation(account, model, (allocation) => ({ ...allocation, unlimited: false })),
};

/** @throws {TypeError} for an event of another stream kind. */
export function evolveAccount(account: Account, event: AccountEvent): Account {
  if (!Object.hasOwn(evolve, event.type))
    throw new TypeError(`Not an account event: ${JSON.stringify(event)}`);
  // The entry of an event's type takes that event's data: `Evolve` says so, for every type.
  const evolved = (evolve[event.type] as (account: Account, data: AccountEvent['data']) => Account)(
    account,
    event.data,
  );
  if (!changesWhatIsDue(account, evolved, event)) return evolved;
  const next = earliestDue(evolved);
  return { ...evolved, dueFrom: next ? next.at : null };
}

/** A consumption that empties no grant leaves every expiry where it was: the hot path asks no further. */
function changesWhatIsDue(before: Account, after: Account, event: AccountEvent): boolean {
  if (event.type !== 'TokensConsumed') return true;
  const { model } = event.data;
  return before.allocations.get(model)?.grants.length !== after.allocations.get(model)?.grants.length;
}
