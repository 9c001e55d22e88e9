import type { ClosedStatus } from '#libs/ledger';
import { amountOf, inPlace, isScheduled, isUnlimited, left, lotsOf, overdrawn, termsOf } from './balances.js';
import { timeZoneOf, usedSpan } from './calendar.js';
import { inDrawingOrder } from './drawing.js';
import { PERIODS, type Freeze, type Lot, type Period } from './facts.js';
import { total, type Tokens } from './figures.js';
import { latest, type NaiveAccount } from './naive-account.js';
import { endOf } from './passing-time.js';
import { THRESHOLDS, wasPassed } from './thresholds.js';
import { charged, unlimitedSpent } from './views.js';

type Caps = Readonly<Record<Period, Tokens | null>>;
type Spent = readonly { readonly period: Period; readonly start: number; readonly tokens: Tokens }[];

interface LotState {
  readonly grantId: string;
  readonly amount: Tokens;
  readonly left: Tokens;
  readonly rolledOver: Tokens;
  readonly revokedFor: string | null;
}

export interface AllocationState {
  readonly model: string;
  readonly terms: Readonly<Record<string, Tokens>>;
  readonly unlimited: boolean;
  readonly frozen: Freeze | null;
  readonly caps: Caps;
  readonly basis: Tokens | null;
  readonly thresholdsPassed: number;
  /** In drawing order. */
  readonly alive: readonly LotState[];
  readonly scheduled: readonly string[];
}

/** All that decides what comes of the next command. */
export interface AccountState {
  readonly allocations: readonly AllocationState[];
  readonly holds: readonly {
    readonly holdId: string;
    readonly tokens: Tokens;
    readonly heldFrom: readonly (readonly [grantId: string, Tokens])[];
    readonly end: number;
  }[];
  /** By id. */
  readonly closedHolds: readonly (readonly [holdId: string, ClosedStatus])[];
  /** By operation. */
  readonly reversed: readonly (readonly [operationId: string, Tokens])[];
  readonly purchases: readonly string[];
  readonly timeZone: string;
  readonly caps: Caps;
  readonly frozen: Freeze | null;
  /** In the periods of the last charge. */
  readonly spent: Spent;
}

const NO_CAPS: Caps = { day: null, week: null, month: null };

export function stateOf(account: NaiveAccount): AccountState {
  const closed = account.holds.flatMap(({ holdId, closed: [status] }) =>
    status ? [[holdId, status] as const] : [],
  );
  const reversals = account.reversals.map(({ charge }) => charge.operationId);
  return {
    allocations: account.models.map((model) => allocationState(account, model)),
    holds: account.holds
      .filter((hold) => hold.closed.length === 0)
      .map((hold) => ({
        holdId: hold.holdId,
        tokens: hold.tokens,
        heldFrom: hold.drawn.map(({ lot, tokens }) => [lot.grantId, tokens] as const),
        end: endOf(hold),
      })),
    closedHolds: inOrder(closed),
    reversed: inOrder([...new Set(reversals)].map((each) => [each, takenBackOf(account, each)] as const)),
    purchases: account.purchases,
    timeZone: timeZoneOf(account),
    ...stopsOf(account, null),
    spent: PERIODS.flatMap((period) => spentInLast(account, period)),
  };
}

export function inOrder<Entry extends readonly [string, unknown]>(
  entries: readonly Entry[],
): readonly Entry[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function takenBackOf({ reversals }: NaiveAccount, operationId: string): Tokens {
  return total(
    reversals.filter((each) => each.charge.operationId === operationId).map(({ tokens }) => tokens),
  );
}

function spentInLast(account: NaiveAccount, period: Period): Spent {
  if (account.uses.length === 0) return [];
  const { start, end } = usedSpan(account, period);
  return [{ period, start, tokens: charged(account, ({ at }) => at >= start && at < end) }];
}

function allocationState(account: NaiveAccount, model: string): AllocationState {
  const lots = lotsOf(account, model);
  return {
    model,
    terms: {
      ...termsOf(account, model),
      overdrawn: overdrawn(account, model),
      unlimitedSpent: unlimitedSpent(account, model),
      overdraftLimit: latest(account.overdraftLimits, model)?.limit ?? 0n,
    },
    unlimited: isUnlimited(account, model),
    ...stopsOf(account, model),
    basis: latest(account.bases, model)?.basis ?? null,
    thresholdsPassed: THRESHOLDS.filter((threshold) => wasPassed(account, model, threshold)).length,
    alive: inDrawingOrder(lots.filter((lot) => left(lot) > 0n)).map(lotState),
    scheduled: lots.filter(isScheduled).map(({ grantId }) => grantId),
  };
}

/** Of a model, or of the account. */
function stopsOf(account: NaiveAccount, model: string | null) {
  return {
    frozen: latest(account.freezes, model)?.freeze ?? null,
    caps: latest(account.caps, model)?.caps ?? NO_CAPS,
  };
}

function lotState(lot: Lot): LotState {
  return {
    grantId: lot.grantId,
    amount: amountOf(lot),
    left: left(lot),
    rolledOver: inPlace(lot.moves, 'rolled over'),
    revokedFor: lot.revocations.at(-1) ?? null,
  };
}
