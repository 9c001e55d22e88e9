import type { SpendingCapReached, FrozenSpending } from '../decider/refusal.js';
import { formatAmount, subtract, sum, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import { availableIn } from './allocation.js';
import {
  calendarAt,
  CAP_PERIODS,
  spentIn,
  type CapAmounts,
  type CapPeriod,
  type Spending,
} from './limits.js';

/** What stops spending although there are tokens: a freeze, and caps by day, week and month. */
export interface Use {
  readonly model: string;
  readonly tokens: TokenAmount;
}

export function isFrozen(account: Account, model: string): boolean {
  return account.frozen !== null || allocationOf(account, model).frozen !== null;
}

export function frozenBy(account: Account, { model, tokens }: Use): FrozenSpending | null {
  const allocation = allocationOf(account, model);
  const freeze = account.frozen ?? allocation.frozen;
  return (
    freeze && {
      code: 'spending-frozen',
      model: account.frozen ? null : model,
      ...freeze,
      needed: formatAmount(tokens),
      available: formatAmount(availableIn(allocation)),
      held: formatAmount(allocation.held),
    }
  );
}

/** One cap in its current period. */
export interface CapRoom {
  readonly scope: 'account' | 'model';
  readonly period: CapPeriod;
  readonly cap: TokenAmount;
  readonly spent: TokenAmount;
  readonly held: TokenAmount;
  /** Negative when a cap was set below what is spent already. */
  readonly room: TokenAmount;
  readonly resetsAt: Date;
}

/** Of the account first, then of the model. */
export function capRooms(account: Account, model: string, now: Date): readonly CapRoom[] {
  const allocation = allocationOf(account, model);
  return [
    ...roomsOf(account, now, {
      scope: 'account',
      caps: account.caps,
      spending: account.spending,
      model: null,
    }),
    ...roomsOf(account, now, { scope: 'model', caps: allocation.caps, spending: allocation.spending, model }),
  ];
}

export function capReached(account: Account, { model, tokens }: Use, now: Date): SpendingCapReached | null {
  const reached = capRooms(account, model, now).find(({ room }) => room < tokens);
  if (!reached || tokens === 0n) return null; // a use that costs nothing fits any cap
  const { scope, period, cap, spent, held, room, resetsAt } = reached;
  return {
    code: 'spending-cap-reached',
    scope,
    model: scope === 'model' ? model : null,
    period,
    cap: formatAmount(cap),
    spent: formatAmount(spent),
    held: formatAmount(held),
    needed: formatAmount(tokens),
    available: room > 0n ? formatAmount(room) : '0',
    resetsAt: resetsAt.toISOString(),
  };
}

interface Capped {
  readonly scope: CapRoom['scope'];
  readonly caps: CapAmounts;
  readonly spending: Spending;
  readonly model: string | null;
}

function roomsOf(account: Account, now: Date, { scope, caps, spending, model }: Capped): readonly CapRoom[] {
  if (CAP_PERIODS.every((period) => caps[period] === null)) return [];
  const calendar = calendarAt(account.calendar, account.timeZone, now);
  const held = heldBy(account, model);
  return CAP_PERIODS.flatMap((period) => {
    const cap = caps[period];
    if (cap === null) return [];
    const spent = spentIn(spending, period, calendar[period]);
    const room = subtract(cap, sum([spent, held]));
    return [{ scope, period, cap, spent, held, room, resetsAt: new Date(calendar[period].end) }];
  });
}

/** What open holds may come to: also those that set nothing aside because they are unlimited. */
function heldBy(account: Account, model: string | null): TokenAmount {
  return sum(
    [...account.holds.values()]
      .filter((hold) => model === null || hold.model === model)
      .map(({ tokens }) => tokens),
  );
}
