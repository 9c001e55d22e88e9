import { add, amount, sum } from '../tokens/index.js';
import type { AccountEvent, GrantSource, TokensConsumed, TokensExpired } from './account.events.js';
import { emptyAllocation, enter, take, type Allocation } from './allocation.js';
import type { Grant } from './grant.js';

/** The holder of tokens. All its allocations live in one stream, so that a bundle enters atomically. */
export interface Account {
  readonly allocations: ReadonlyMap<string, Allocation>;
  readonly grantIds: ReadonlySet<string>;
  readonly purchaseIds: ReadonlySet<string>;
}

export const initialAccount: Account = {
  allocations: new Map(),
  grantIds: new Set(),
  purchaseIds: new Set(),
};

export function evolveAccount(account: Account, event: AccountEvent): Account {
  switch (event.type) {
    case 'TokensGranted':
      return granted(account, { ...event.data, source: event.data.source });
    case 'TokensPurchased':
      return {
        ...event.data.items.reduce((state, item) => granted(state, { ...item, source: 'purchase' }), account),
        purchaseIds: new Set(account.purchaseIds).add(event.data.purchaseId),
      };
    case 'TokensConsumed':
      return withAllocation(account, event.data.model, (allocation) => consumed(allocation, event.data));
    case 'TokensExpired':
      return withAllocation(account, event.data.model, (allocation) => expired(allocation, event.data));
    case 'AllocationMadeUnlimited':
      return withAllocation(account, event.data.model, (allocation) => ({ ...allocation, unlimited: true }));
    case 'AllocationMadeLimited':
      return withAllocation(account, event.data.model, (allocation) => ({ ...allocation, unlimited: false }));
    default:
      return unreachable(event);
  }
}

interface EnteringGrant {
  readonly grantId: string;
  readonly model: string;
  readonly amount: string;
  readonly source: GrantSource;
  readonly priority: number;
  readonly expiresAt: string | null;
}

function granted(account: Account, entering: EnteringGrant): Account {
  const grant: Grant = {
    grantId: entering.grantId,
    source: entering.source,
    remaining: amount(entering.amount),
    priority: entering.priority,
    expiresAt: entering.expiresAt === null ? null : new Date(entering.expiresAt),
    sequence: account.grantIds.size,
  };
  const entered = withAllocation(account, entering.model, (allocation) => enter(allocation, grant));
  return { ...entered, grantIds: new Set(account.grantIds).add(grant.grantId) };
}

function consumed(allocation: Allocation, receipt: TokensConsumed['data']): Allocation {
  const tokens = amount(receipt.tokens);
  if (receipt.unlimited) return { ...allocation, unlimitedSpent: add(allocation.unlimitedSpent, tokens) };
  const draws = receipt.drawn.map((draw) => ({ grantId: draw.grantId, tokens: amount(draw.tokens) }));
  const drawn = draws.reduce(take, allocation);
  return { ...drawn, spent: sum([allocation.spent, tokens]) };
}

function expired(allocation: Allocation, expiry: TokensExpired['data']): Allocation {
  const tokens = amount(expiry.amount);
  const without = take(allocation, { grantId: expiry.grantId, tokens });
  return { ...without, recordedExpired: add(allocation.recordedExpired, tokens) };
}

function withAllocation(
  account: Account,
  model: string,
  change: (allocation: Allocation) => Allocation,
): Account {
  const allocation = account.allocations.get(model) ?? emptyAllocation(model);
  return { ...account, allocations: new Map(account.allocations).set(model, change(allocation)) };
}

function unreachable(event: never): never {
  throw new TypeError(`Not an account event: ${JSON.stringify(event)}`);
}
