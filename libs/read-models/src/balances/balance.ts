/**
 * What the rows say at a moment. From the instant of its expiry on, a grant counts as expired, whether
 * or not TokensExpired has come: granted = available + held + spent + expired + revoked holds at any `now`.
 */
import type { Allocation, Balance, GrantView, Model } from '#libs/contract';
import {
  add,
  byDrawingOrder,
  formatAmount,
  hasExpired,
  subtract,
  sum,
  ZERO,
  type TokenAmount,
} from '#libs/ledger';
import type { AllocationRow } from './allocation.entity.js';
import type { GrantRow } from './grant.entity.js';

export interface AccountRows {
  readonly allocations: readonly AllocationRow[];
  readonly models: readonly Model[];
  /** Those with tokens left. */
  readonly grants: readonly GrantRow[];
  /** By model. */
  readonly usedThisMonth: ReadonlyMap<string, TokenAmount>;
}

export type BalanceFigures = Omit<Balance, 'accountId' | 'zone' | 'asOf'>;

/** A model that nobody defined is called by its key. */
const UNKNOWN_ENGINE = 'unknown';

export function balanceOf(rows: AccountRows, now: Date): BalanceFigures {
  const shares = rows.allocations.map((allocation) => share(allocation, rows, now));
  const available = sum(shares.map((each) => each.available));
  const held = sum(shares.map((each) => each.allocation.held));
  return {
    total: formatAmount(add(available, held)),
    available: formatAmount(available),
    held: formatAmount(held),
    usedThisMonth: formatAmount(sum(rows.usedThisMonth.values())),
    activeAllocations: shares.filter(isActive).length,
    allocations: shares.map(allocationView),
  };
}

interface Share {
  readonly allocation: AllocationRow;
  readonly model: Model;
  /** In drawing order. */
  readonly alive: readonly OrderedGrant[];
  readonly available: TokenAmount;
  readonly expired: TokenAmount;
  readonly usedThisMonth: TokenAmount;
}

function share(allocation: AllocationRow, rows: AccountRows, now: Date): Share {
  const key = allocation.model;
  const grants = rows.grants.filter((grant) => grant.model === key);
  const alive = inDrawingOrder(grants).filter((grant) => !hasExpired(grant, now));
  const unspent = sum(grants.map((grant) => grant.remaining));
  // Held tokens stay in their grants until they are spent.
  const living = sum(alive.map((grant) => grant.remaining));
  return {
    allocation,
    model: rows.models.find(({ model }) => model === key) ?? {
      model: key,
      name: key,
      engine: UNKNOWN_ENGINE,
    },
    alive,
    available: subtract(living, allocation.held),
    expired: add(allocation.expired, subtract(unspent, living)),
    usedThisMonth: rows.usedThisMonth.get(key) ?? ZERO,
  };
}

function isActive({ allocation, available }: Share): boolean {
  return allocation.unlimited || available + allocation.held > 0n;
}

function allocationView({ allocation, model, alive, available, expired, usedThisMonth }: Share): Allocation {
  return {
    ...model,
    unlimited: allocation.unlimited,
    granted: formatAmount(allocation.granted),
    available: formatAmount(available),
    held: formatAmount(allocation.held),
    spent: formatAmount(allocation.spent),
    expired: formatAmount(expired),
    revoked: formatAmount(allocation.revoked),
    unlimitedSpent: formatAmount(allocation.unlimitedSpent),
    basis: formatAmount(sum(alive.map((grant) => grant.amount))),
    usedThisMonth: formatAmount(usedThisMonth),
    expiresAt: soonestExpiry(alive),
    grants: alive.map(grantView),
  };
}

/** A grant as the ledger orders them: the oldest has the lowest sequence. */
type OrderedGrant = GrantRow & { readonly sequence: number };

function inDrawingOrder(grants: readonly GrantRow[]): readonly OrderedGrant[] {
  return [...grants]
    .sort((a, b) => Number(a.revision - b.revision) || a.item - b.item)
    .map((grant, sequence) => ({ ...grant, sequence }))
    .sort(byDrawingOrder);
}

function soonestExpiry(grants: readonly GrantRow[]): string | null {
  const times = grants.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

function grantView(grant: GrantRow): GrantView {
  return {
    grantId: grant.grantId,
    source: grant.source,
    label: grant.label,
    amount: formatAmount(grant.amount),
    remaining: formatAmount(grant.remaining),
    priority: grant.priority,
    grantedAt: grant.grantedAt.toISOString(),
    expiresAt: grant.expiresAt?.toISOString() ?? null,
  };
}
