import {
  amount,
  byDrawingOrder,
  emptyAllocation,
  initialAccount,
  type Account,
  type Allocation,
  type Draw,
  type Grant,
  type GrantDraw,
  type Hold,
  formatAmount,
} from '#libs/ledger';
import type { HoldRow } from '../holds/hold.entity.js';
import type { AllocationRow } from './allocation.entity.js';
import type { GrantRow } from './grant.entity.js';

export interface BalanceRows {
  readonly allocations: readonly AllocationRow[];
  /** Those with tokens left, scheduled ones, and those that tokens of open holds may come back to or roll over into. */
  readonly grants: readonly GrantRow[];
  /** Open ones. */
  readonly holds: readonly HoldRow[];
}

/**
 * The account as the ledger itself would have it, as far as balances go: what time does to it is the
 * ledger's own rule (`asOf`), said nowhere twice.
 */
export function accountOf(rows: BalanceRows): Account {
  const grants = inOrderOfEntry(rows.grants);
  return {
    ...initialAccount,
    // What rolls over when it is asked for is younger than all of these.
    grantIds: new Set(grants.map(({ grantId }) => grantId)),
    allocations: new Map(rows.allocations.map((row) => [row.model, allocationOf(row, grants)])),
    holds: new Map(rows.holds.map((row) => [row.holdId, holdOf(row)])),
    dueFrom: 0,
  };
}

function allocationOf({ accountId: _, ...terms }: AllocationRow, grants: readonly OrderedRow[]): Allocation {
  const own = grants.filter(({ model }) => model === terms.model);
  const [scheduled, effective] = [own.filter((row) => row.scheduled), own.filter((row) => !row.scheduled)];
  const usedUp = effective.filter(({ remaining }) => remaining === 0n);
  return {
    ...emptyAllocation(terms.model),
    ...terms,
    scheduled,
    grants: effective.filter(({ remaining }) => remaining > 0n).sort(byDrawingOrder),
    usedUp: new Map(usedUp.map((row) => [row.grantId, row])),
  };
}

type OrderedRow = GrantRow & Grant;

/** The oldest has the lowest sequence. */
function inOrderOfEntry(rows: readonly GrantRow[]): readonly OrderedRow[] {
  return [...rows]
    .sort((a, b) => Number(a.revision - b.revision) || a.item - b.item)
    .map((row, sequence) => ({ ...row, sequence }));
}

function holdOf(row: HoldRow): Hold {
  return {
    ...row,
    price: {
      unit: row.unit,
      rate: formatAmount(row.rate),
      multiplier: formatAmount(row.multiplier),
      rateRevision: row.rateRevision,
    },
    drawn: row.drawn.map(drawOf),
  };
}

function drawOf({ grantId, tokens }: Draw): GrantDraw {
  return { grantId, tokens: amount(tokens) };
}
