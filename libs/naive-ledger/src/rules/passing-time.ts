import { available, inPlace, isOver, isScheduled, left } from './balances.js';
import { drawsOf, inDrawingOrder, move } from './drawing.js';
import { credit } from './entering.js';
import type { Lot, NaiveHold } from './facts.js';
import { timeOf, written } from './figures.js';
import { lapse } from './lapsing.js';
import type { NaiveAccount } from './naive-account.js';
import { payBack } from './paying-back.js';
import { tellThresholds } from './thresholds.js';

interface Due {
  readonly at: number;
  /** The moment is that of what is due, or a later one at which it came to be due. */
  readonly happen: (moment: number) => void;
}

/**
 * What time has done until now, in the order in which it happened. Tokens that come back to a lot which
 * is over lapse at the moment at which they come; whatever else is available then pays what is overdrawn.
 * After each moment, the thresholds that were passed are told.
 */
export function letTimePass(account: NaiveAccount, since: number, now: number): void {
  let moment = since;
  for (;;) {
    const due = firstDue(account, now);
    if (moment > -Infinity && (!due || due.at > moment)) {
      payBack(account, moment);
      tellThresholds(account, moment);
    }
    if (!due) return;
    moment = Math.max(moment, due.at);
    due.happen(moment);
  }
}

/** Of one instant, what adds tokens comes before what takes them; then model by model. */
function firstDue(account: NaiveAccount, now: number): Due | null {
  let first: Due | null = null;
  for (const due of [...takingEffect(account, now), ...endingHolds(account, now), ...lapsing(account, now)]) {
    if (!first || due.at < first.at) first = due;
  }
  return first;
}

function takingEffect(account: NaiveAccount, now: number): readonly Due[] {
  const due = account.lots.filter((lot) => isScheduled(lot) && lot.effectiveFrom <= now);
  return byModel(account, due).map((lot) => ({
    at: lot.effectiveFrom,
    happen: () => takeEffect(account, lot),
  }));
}

function endingHolds(account: NaiveAccount, now: number): readonly Due[] {
  const open = account.holds.filter((hold) => hold.closed.length === 0 && endOf(hold) <= now);
  return open.map((hold) => ({ at: endOf(hold), happen: () => expireHold(account, hold) }));
}

/** What came back to a lot that was revoked is due at once. */
function lapsing(account: NaiveAccount, now: number): readonly Due[] {
  const over = account.lots.filter((lot) => isOver(lot, now) && left(lot) > 0n);
  return byModel(account, inDrawingOrder(over)).map((lot) => ({
    at: lot.revocations.length > 0 ? -Infinity : (lot.expiresAt ?? now),
    happen: (moment) => lapse(account, lot, moment),
  }));
}

function byModel({ models }: NaiveAccount, lots: readonly Lot[]): readonly Lot[] {
  return [...lots].sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model));
}

function takeEffect(account: NaiveAccount, lot: Lot): void {
  const { model, grantId, effectiveFrom: at } = lot;
  const tokens = inPlace(lot.moves, 'scheduled');
  account.add(lot.moves, { from: 'scheduled', to: 'available', tokens, at });
  credit(account, model);
  const balanceAfter = written(available(account, model));
  const data = { grantId, model, amount: written(tokens), effectiveAt: timeOf(at), balanceAfter };
  account.record({ type: 'GrantTookEffect', data });
}

export function endOf(hold: NaiveHold): number {
  return hold.ends.at(-1) ?? hold.reservedAt;
}

function expireHold(account: NaiveAccount, hold: NaiveHold): void {
  const { holdId, price, drawn } = hold;
  const at = endOf(hold);
  account.add(hold.closed, 'expired');
  move(account, drawn, { from: 'held', to: 'available', at });
  const balanceAfter = written(available(account, price.model));
  const data = { holdId, model: price.model, returned: drawsOf(drawn), balanceAfter, expiredAt: timeOf(at) };
  account.record({ type: 'HoldExpired', data });
}
