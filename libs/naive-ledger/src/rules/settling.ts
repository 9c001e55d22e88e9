import type { OveragePolicy, SettleHold } from '#libs/ledger';
import { available, isUnlimited, overdraftRoom } from './balances.js';
import { charge, pricedUnits } from './charging.js';
import { draw, drawsOf, firstOf, move, onePerLot, rest, sumOfPortions } from './drawing.js';
import type { NaiveHold } from './facts.js';
import { least, room, timeOf, written, type Tokens } from './figures.js';
import { openHold } from './holding.js';
import type { NaiveAccount } from './naive-account.js';
import { priceOf } from './pricing.js';
import { refuse } from './refused.js';
import { capsOn, freezeOn, narrowest, scopeOf, type Cap, type Room } from './spending.js';

export function settle(account: NaiveAccount, command: SettleHold, now: number): void {
  const { operationId, holdId, quantity } = command;
  const hold = openHold(account, holdId);
  const { model, feature } = hold.price;
  const priced = priceOf(quantity, hold.price);
  const overage = chargeable(account, hold, { needed: priced.tokens, now });
  const tokens = least(priced.tokens, hold.tokens) + overage;
  const before = available(account, model);
  const unlimited = hold.unlimited || isUnlimited(account, model);
  const used = unlimited ? [] : firstOf(hold.drawn, tokens);
  const returned = rest(hold.drawn, sumOfPortions(used));
  const more = unlimited ? [] : draw(account, model, overage);
  account.add(hold.closed, 'settled');
  move(account, used, { from: 'held', to: 'spent', at: now });
  move(account, returned, { from: 'held', to: 'available', at: now });
  move(account, more, { from: 'available', to: 'spent', at: now });
  const drawn = onePerLot([...used, ...more]);
  const overdrawn = unlimited ? 0n : tokens - sumOfPortions(drawn);
  charge(account, { operationId, model, feature, tokens, drawn, overdrawn, unlimited, at: now });
  account.record({
    type: 'HoldSettled',
    data: {
      operationId,
      ...pricedUnits(priced),
      tokens: written(tokens),
      drawn: drawsOf(drawn),
      overdrawn: written(overdrawn),
      unlimited,
      balanceBefore: written(before),
      balanceAfter: written(available(account, model)),
      holdId,
      held: written(sumOfPortions(hold.drawn)),
      heldFrom: drawsOf(hold.drawn),
      returned: drawsOf(returned),
      uncollected: written(priced.tokens - tokens),
      settledAt: timeOf(now),
    },
  });
}

/** How much of what goes beyond the hold is charged, by its policy. */
function chargeable(
  account: NaiveAccount,
  hold: NaiveHold,
  { needed, now }: { readonly needed: Tokens; readonly now: number },
): Tokens {
  const overage = room(needed - hold.tokens);
  const limit = narrowest(roomsFor(account, hold, now));
  if (overage === 0n || !limit || overage <= limit.room) return overage;
  if (hold.overagePolicy === 'cap') return room(limit.room);
  return refuse({
    code: 'overage-refused',
    holdId: hold.holdId,
    needed: written(needed),
    held: written(hold.tokens),
    available: written(available(account, hold.price.model)),
    overagePolicy: hold.overagePolicy,
    room: written(room(limit.room)),
    limitedBy: limit.limitedBy,
    ...(limit.cap ? figuresOf(limit.cap) : NO_CAP),
  });
}

const NO_CAP = { scope: null, period: null, cap: null, resetsAt: null };

function figuresOf({ model, period, cap, resetsAt }: Cap) {
  return { scope: scopeOf(model), period, cap: written(cap), resetsAt };
}

/** A freeze leaves none, whatever else would. */
function roomsFor(account: NaiveAccount, hold: NaiveHold, now: number): readonly Room[] {
  const { model } = hold.price;
  if (freezeOn(account, model)) return [{ room: 0n, limitedBy: 'frozen', cap: null }];
  const caps = capsOn(account, model, now).map(
    (cap) => ({ room: cap.left, limitedBy: 'spending-cap', cap }) as const,
  );
  const unlimited = hold.unlimited || isUnlimited(account, model);
  return unlimited ? caps : [balanceRoom(account, model, hold.overagePolicy), ...caps];
}

function balanceRoom(account: NaiveAccount, model: string, policy: OveragePolicy): Room {
  const there = available(account, model);
  if (policy !== 'overdraft') return { room: there, limitedBy: 'balance', cap: null };
  const overdraft = overdraftRoom(account, model);
  return { room: there + overdraft, limitedBy: overdraft > 0n ? 'overdraft' : 'balance', cap: null };
}
