import type { Decision } from '../decider/decider.js';
import type { OverageRefused, Refusal } from '../decider/refusal.js';
import { add, formatAmount, smaller, subtract, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import type { Quantity } from '../units/quantity.js';
import { allocationOf, type Account } from './account.js';
import { availableIn, drawFrom, type Allocation, type GrantDraw } from './allocation.js';
import { overdraftRoom } from './consume-tokens.js';
import type { HoldSettled } from './hold.events.js';
import type { Hold } from './hold.js';
import { findHold, isOpen } from './open-hold.js';
import { isPriced, priceByHold, type Priced } from './price.js';
import { written } from './recording.js';
import { capRooms, isFrozen, type CapRoom } from './spending-limits.js';

/** Charges what was really used, at the rate of the hold, and gives the rest of the hold back. */
export interface SettleHold {
  readonly type: 'SettleHold';
  readonly operationId: string;
  readonly holdId: string;
  /** Zero when nothing was delivered. */
  readonly quantity: Quantity;
}

export function settleHold(command: SettleHold, account: Account, now: Date): Decision<HoldSettled> {
  const hold = findHold(account, command.holdId);
  if (!isOpen(hold)) return hold;
  const priced = priceByHold(command.quantity, hold);
  if (!isPriced(priced)) return priced;
  const settlement = settle(hold, priced.tokens, { account, now });
  if ('code' in settlement) return settlement;
  const data = receipt(hold, { priced, settlement, allocation: allocationOf(account, hold.model) });
  const { operationId } = command;
  return [{ type: 'HoldSettled', data: { operationId, ...data, settledAt: now.toISOString() } }];
}

interface Settlement {
  readonly unlimited: boolean;
  readonly drawn: readonly GrantDraw[];
  readonly overdrawn: TokenAmount;
  readonly uncollected: TokenAmount;
}

function settle(
  hold: Hold,
  needed: TokenAmount,
  { account, now }: { readonly account: Account; readonly now: Date },
): Settlement | Refusal {
  const allocation = allocationOf(account, hold.model);
  const unlimited = hold.unlimited || allocation.unlimited;
  const overage = needed > hold.tokens ? subtract(needed, hold.tokens) : ZERO;
  const limit = overageRoom(hold, { overage, unlimited }, { account, now });
  if (overage > limit.room && hold.overagePolicy !== 'cap')
    return refused(hold, allocation, { needed, limit });
  const charged = smaller(overage, limit.room);
  const uncollected = subtract(overage, charged);
  if (unlimited) return { unlimited, drawn: [], overdrawn: ZERO, uncollected };
  const fromGrants = smaller(charged, availableIn(allocation));
  return {
    unlimited,
    drawn: merged(firstOf(hold.drawn, needed), drawFrom(allocation, fromGrants)),
    overdrawn: subtract(charged, fromGrants),
    uncollected,
  };
}

type Room = Pick<OverageRefused, 'limitedBy'> & {
  readonly room: TokenAmount;
  /** The one that limits it, if one does. */
  readonly cap: CapRoom | null;
};

/** How much more than was held can be charged, and what stands in the way of more. */
function overageRoom(
  hold: Hold,
  { overage, unlimited }: { readonly overage: TokenAmount; readonly unlimited: boolean },
  { account, now }: { readonly account: Account; readonly now: Date },
): Room {
  if (isFrozen(account, hold.model)) return { room: ZERO, limitedBy: 'frozen', cap: null };
  const balance: Room = unlimited
    ? { room: overage, limitedBy: 'balance', cap: null }
    : balanceRoom(hold, allocationOf(account, hold.model));
  const narrowest = capRooms(account, hold.model, now).reduce<Room>(
    (least, cap) => (cap.room < least.room ? { room: cap.room, limitedBy: 'spending-cap', cap } : least),
    balance,
  );
  return narrowest.room < 0n ? { ...narrowest, room: ZERO } : narrowest; // a cap may be passed already
}

function balanceRoom({ overagePolicy }: Hold, allocation: Allocation): Room {
  const overdraft = overagePolicy === 'overdraft' ? overdraftRoom(allocation) : ZERO;
  return {
    room: add(availableIn(allocation), overdraft),
    limitedBy: overdraft > 0n ? 'overdraft' : 'balance',
    cap: null,
  };
}

function refused(
  hold: Hold,
  allocation: Allocation,
  { needed, limit }: { readonly needed: TokenAmount; readonly limit: Room },
): OverageRefused {
  return {
    code: 'overage-refused',
    holdId: hold.holdId,
    needed: formatAmount(needed),
    held: formatAmount(hold.tokens),
    available: formatAmount(availableIn(allocation)),
    overagePolicy: hold.overagePolicy,
    room: formatAmount(limit.room),
    limitedBy: limit.limitedBy,
    scope: limit.cap?.scope ?? null,
    period: limit.cap?.period ?? null,
    cap: limit.cap && formatAmount(limit.cap.cap),
    resetsAt: limit.cap?.resetsAt.toISOString() ?? null,
  };
}

interface Settled {
  readonly priced: Priced;
  readonly settlement: Settlement;
  readonly allocation: Allocation;
}

function receipt(
  hold: Hold,
  { priced, settlement, allocation }: Settled,
): Omit<HoldSettled['data'], 'operationId' | 'settledAt'> {
  const { unlimited, drawn, overdrawn, uncollected } = settlement;
  const held = sum(hold.drawn.map(({ tokens }) => tokens));
  const available = availableIn(allocation);
  const spent = sum(drawn.map(({ tokens }) => tokens));
  return {
    holdId: hold.holdId,
    ...priced.units,
    tokens: formatAmount(subtract(priced.tokens, uncollected)),
    drawn: written(drawn),
    overdrawn: formatAmount(overdrawn),
    unlimited,
    held: formatAmount(held),
    heldFrom: written(hold.drawn),
    returned: written(leftOf(hold.drawn, drawn)),
    uncollected: formatAmount(uncollected),
    balanceBefore: formatAmount(available),
    balanceAfter: formatAmount(subtract(add(available, held), spent)),
  };
}

/** The first so many tokens of the draws, in their order. */
function firstOf(draws: readonly GrantDraw[], tokens: TokenAmount): readonly GrantDraw[] {
  let missing = tokens;
  return draws.flatMap((draw) => {
    const taken = smaller(draw.tokens, missing);
    missing = subtract(missing, taken);
    return taken > 0n ? [{ grantId: draw.grantId, tokens: taken }] : [];
  });
}

function leftOf(held: readonly GrantDraw[], drawn: readonly GrantDraw[]): readonly GrantDraw[] {
  const spent = new Map(drawn.map(({ grantId, tokens }) => [grantId, tokens]));
  return held.flatMap(({ grantId, tokens }) => {
    const left = subtract(tokens, smaller(tokens, spent.get(grantId) ?? ZERO));
    return left > 0n ? [{ grantId, tokens: left }] : [];
  });
}

/** One draw for every grant, also when it gave to the hold and to the overage. */
function merged(held: readonly GrantDraw[], more: readonly GrantDraw[]): readonly GrantDraw[] {
  const draws = new Map(held.map(({ grantId, tokens }) => [grantId, tokens]));
  for (const { grantId, tokens } of more) draws.set(grantId, add(draws.get(grantId) ?? ZERO, tokens));
  return [...draws].map(([grantId, tokens]) => ({ grantId, tokens }));
}
