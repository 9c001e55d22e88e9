/**
 * Tokens are bought without the buyer at most once at a time, and what was begun in a month and has not come
 * to nothing never costs more than the cap of that month.
 */
import type { SavedMethod } from '../purchase/saved-method.js';
import type { TopUpBegun, TopUpEvent, TopUpOutcome, TopUpSettings } from './top-up.events.js';

export const TOP_UP_FAILURES_MAX = 3;

export interface TopUp {
  /** Null: never configured, which is off. */
  readonly settings: TopUpSettings | null;
  readonly method: SavedMethod | null;
  readonly inFlight: TopUpBegun['data'] | null;
  /** The latest that came to nothing, oldest first: their payment may come after all. */
  readonly unpaid: readonly TopUpBegun['data'][];
  /** The latest that ended. */
  readonly latest: { readonly purchaseId: string; readonly outcome: TopUpOutcome } | null;
  /** Null: none was ever begun. */
  readonly lastBegunAt: string | null;
  /** The latest months with what was begun or completed in each, in minor units. */
  readonly months: readonly { readonly month: string; readonly spent: string }[];
  readonly failuresInARow: number;
  readonly paused: { readonly reason: string; readonly at: string } | null;
}

export const initialTopUp: TopUp = {
  settings: null,
  method: null,
  inFlight: null,
  unpaid: [],
  latest: null,
  lastBegunAt: null,
  months: [],
  failuresInARow: 0,
  paused: null,
};

/** A change of the time zone may lead back into the month before: that one is not forgotten at once. */
const MONTHS_KEPT = 3;
const UNPAID_KEPT = 10;

export function spentInMonth({ months }: TopUp, month: string): bigint {
  return BigInt(months.find((known) => known.month === month)?.spent ?? '0');
}

export function evolveTopUp(topUp: TopUp, event: TopUpEvent): TopUp {
  switch (event.type) {
    case 'TopUpConfigured': {
      const { accountId: _, configuredAt: __, ...settings } = event.data;
      return { ...topUp, settings, failuresInARow: 0, paused: null };
    }
    case 'TopUpMethodSaved': {
      const { customer, method } = event.data;
      return { ...topUp, method: { customer, method } };
    }
    case 'TopUpBegun':
      return {
        ...topUp,
        inFlight: event.data,
        lastBegunAt: event.data.begunAt,
        months: spentMore(topUp, event.data.month, BigInt(event.data.price.minorUnits)),
      };
    case 'TopUpEnded':
      return ended(topUp, event.data.purchaseId, event.data.outcome);
    case 'TopUpPaused':
      return { ...topUp, paused: { reason: event.data.reason, at: event.data.pausedAt } };
  }
}

function ended(topUp: TopUp, purchaseId: string, outcome: TopUpOutcome): TopUp {
  const { inFlight, unpaid } = topUp;
  const latest = { purchaseId, outcome };
  if (inFlight?.purchaseId === purchaseId) {
    const over = { ...topUp, inFlight: null, latest, failuresInARow: failuresAfter(topUp, outcome) };
    if (outcome === 'completed') return over;
    const months = spentMore(topUp, inFlight.month, -BigInt(inFlight.price.minorUnits));
    return { ...over, months, unpaid: [...unpaid, inFlight].slice(-UNPAID_KEPT) };
  }
  const paidLate = unpaid.find((begun) => begun.purchaseId === purchaseId);
  if (!paidLate) return topUp;
  return {
    ...topUp,
    failuresInARow: 0,
    months: spentMore(topUp, paidLate.month, BigInt(paidLate.price.minorUnits)),
    unpaid: unpaid.filter((begun) => begun !== paidLate),
  };
}

/** One that nobody ever answered for says nothing about the method. */
function failuresAfter({ failuresInARow }: TopUp, outcome: TopUpOutcome): number {
  if (outcome === 'completed') return 0;
  return failuresInARow + (outcome === 'failed' ? 1 : 0);
}

function spentMore(topUp: TopUp, month: string, change: bigint): TopUp['months'] {
  const spent = (spentInMonth(topUp, month) + change).toString();
  const others = topUp.months.filter((known) => known.month !== month);
  return [...others, { month, spent }].sort((a, b) => (a.month < b.month ? -1 : 1)).slice(-MONTHS_KEPT);
}
