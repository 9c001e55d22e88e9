/**
 * What the rows say at a moment: what is due counts, whether or not an event says so yet. So
 * granted = available + held + spent + expired + revoked holds at any `now`.
 */
import type { Allocation, Balance, GrantView, HoldView, Model } from '#libs/contract';
import {
  add,
  asOf,
  availableIn,
  balanceOf as termsOf,
  formatAmount,
  sum,
  thresholdAt,
  ZERO,
  type Account,
  type Allocation as LedgerAllocation,
  type Grant,
  type Hold,
  type TokenAmount,
} from '#libs/ledger';
import { accountOf, type BalanceRows } from './account-of-rows.js';
import type { GrantRow } from './grant.entity.js';

/** What the ledger does not know, or not any more: it is shown beside the figures, and none is made of it. */
export interface Labels {
  readonly models: readonly Model[];
  readonly grants: readonly Pick<GrantRow, 'grantId' | 'label' | 'grantedAt'>[];
}

export interface AccountRows extends BalanceRows, Pick<Labels, 'models'> {
  /** By model. */
  readonly usedThisMonth: ReadonlyMap<string, TokenAmount>;
}

export type BalanceFigures = Omit<Balance, 'accountId' | 'zone' | 'asOf'>;
export type AllocationFigures = Omit<Allocation, 'usedThisMonth'>;

/** A model that nobody defined is called by its key. */
const UNKNOWN_ENGINE = 'unknown';

export function balanceOf(rows: AccountRows, now: Date): BalanceFigures {
  const account = asOf(accountOf(rows), now);
  const allocations = [...account.allocations.values()];
  return {
    ...totalsOf(account),
    usedThisMonth: formatAmount(sum(rows.usedThisMonth.values())),
    activeAllocations: allocations.filter(isActive).length,
    allocations: allocations.map((allocation) => ({
      ...allocationFigures(allocation, account, rows),
      usedThisMonth: formatAmount(rows.usedThisMonth.get(allocation.model) ?? ZERO),
    })),
  };
}

export function totalsOf({ allocations }: Account): Pick<Balance, 'total' | 'available' | 'held'> {
  const available = sum([...allocations.values()].map(availableIn));
  const held = sum([...allocations.values()].map((allocation) => allocation.held));
  return {
    total: formatAmount(add(available, held)),
    available: formatAmount(available),
    held: formatAmount(held),
  };
}

function isActive(allocation: LedgerAllocation): boolean {
  return allocation.unlimited || availableIn(allocation) + allocation.held > 0n;
}

/** An allocation as it stands in the account, without what time does to it. */
export function allocationFigures(
  allocation: LedgerAllocation,
  account: Account,
  labels: Labels,
): AllocationFigures {
  const { model, grants, scheduled } = allocation;
  return {
    ...modelOf(model, labels.models),
    ...termFigures(allocation),
    overdraftLimit: formatAmount(allocation.overdraftLimit),
    basis: formatAmount(sum(grants.map((grant) => grant.amount))),
    alert: thresholdAt(allocation.alertLevel),
    alertBasis: allocation.alertBasis === null ? null : formatAmount(allocation.alertBasis),
    expiresAt: soonestExpiry(grants),
    grants: grants.map((grant) => grantView(grant, labels.grants)),
    scheduled: scheduled.map((grant) => grantView(grant, labels.grants)),
    holds: [...account.holds.values()].filter((hold) => hold.model === model).map(holdView),
  };
}

export type TermFigures = Pick<
  Allocation,
  'unlimited' | keyof ReturnType<typeof termsOf> | 'unlimitedSpent' | 'overdrawn'
>;

/** The terms of the invariant, and what stands beside it. */
export function termFigures(allocation: LedgerAllocation): TermFigures {
  const terms = Object.entries(termsOf(allocation)).map(([term, tokens]) => [term, formatAmount(tokens)]);
  return {
    unlimited: allocation.unlimited,
    ...(Object.fromEntries(terms) as Record<keyof ReturnType<typeof termsOf>, string>), // its own entries, formatted
    unlimitedSpent: formatAmount(allocation.unlimitedSpent),
    overdrawn: formatAmount(allocation.overdrawn),
  };
}

function modelOf(key: string, models: readonly Model[]): Model {
  return (
    models.find(({ model }) => model === key) ?? { model: key, name: key, engine: UNKNOWN_ENGINE, icon: null }
  );
}

function soonestExpiry(grants: readonly Grant[]): string | null {
  const times = grants.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

function grantView(grant: Grant, rows: Labels['grants']): GrantView {
  const row = rows.find(({ grantId }) => grantId === grant.grantId);
  return {
    grantId: grant.grantId,
    source: grant.source,
    label: row?.label ?? null,
    amount: formatAmount(grant.amount),
    remaining: formatAmount(grant.remaining),
    priority: grant.priority,
    grantedAt: (row?.grantedAt ?? grant.effectiveFrom).toISOString(),
    effectiveFrom: grant.effectiveFrom.toISOString(),
    expiresAt: grant.expiresAt?.toISOString() ?? null,
    rollover: grant.rollover,
  };
}

function holdView(hold: Hold): HoldView {
  return {
    holdId: hold.holdId,
    feature: hold.feature,
    tokens: formatAmount(hold.tokens),
    unlimited: hold.unlimited,
    overagePolicy: hold.overagePolicy,
    reservedAt: hold.reservedAt.toISOString(),
    expiresAt: hold.expiresAt.toISOString(),
  };
}
