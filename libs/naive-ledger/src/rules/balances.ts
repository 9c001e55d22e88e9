import type { Lot, Move, Place } from './facts.js';
import { room, type Tokens } from './figures.js';
import { latest, type NaiveAccount } from './naive-account.js';

type Sums = Readonly<Record<Place, Tokens>>;

const added = new WeakMap<readonly Move[], { readonly last: Move | undefined; readonly sums: Sums }>();

/**
 * What is in each place, by all that was ever moved in and out. The same list need not be added up twice:
 * lists only grow, and lose at their end what was undone, so the last move tells one list from another.
 */
function sumsOf(moves: readonly Move[]): Sums {
  const last = moves.at(-1);
  const known = added.get(moves);
  if (known && known.last === last) return known.sums;
  const sums = { ...NOTHING };
  for (const { from, to, tokens } of moves) {
    sums[from] -= tokens;
    sums[to] += tokens;
  }
  added.set(moves, { last, sums });
  return sums;
}

const NOTHING: Sums = {
  nowhere: 0n,
  scheduled: 0n,
  available: 0n,
  held: 0n,
  spent: 0n,
  expired: 0n,
  revoked: 0n,
  'rolled over': 0n,
};

export function inPlace(moves: readonly Move[], place: Place): Tokens {
  return sumsOf(moves)[place];
}

export function left(lot: Lot): Tokens {
  return inPlace(lot.moves, 'available');
}

/** All that ever entered with it. */
export function amountOf(lot: Lot): Tokens {
  return -inPlace(lot.moves, 'nowhere');
}

/** Its time has not come. */
export function isScheduled(lot: Lot): boolean {
  return lot.effectiveFrom > lot.grantedAt && inPlace(lot.moves, 'scheduled') > 0n;
}

/** It expired, or it was revoked: what comes back to it does not stay. */
export function isOver({ revocations, expiresAt }: Lot, now: number): boolean {
  return revocations.length > 0 || (expiresAt !== null && expiresAt <= now);
}

export function lotsOf(account: NaiveAccount, model: string): readonly Lot[] {
  return account.lots.filter((lot) => lot.model === model);
}

export function sumOf(account: NaiveAccount, model: string, place: Place): Tokens {
  let sum = 0n;
  for (const lot of account.lots) if (lot.model === model) sum += inPlace(lot.moves, place);
  return sum;
}

/** The terms of the equation: where all tokens are that ever entered. */
export function termsOf(account: NaiveAccount, model: string) {
  const [available, held] = [sumOf(account, model, 'available'), sumOf(account, model, 'held')];
  const spent = sumOf(account, model, 'spent');
  const [expired, revoked] = [sumOf(account, model, 'expired'), sumOf(account, model, 'revoked')];
  return { granted: available + held + spent + expired + revoked, available, held, spent, expired, revoked };
}

export function available(account: NaiveAccount, model: string): Tokens {
  return sumOf(account, model, 'available');
}

export function held(account: NaiveAccount, model: string): Tokens {
  return sumOf(account, model, 'held');
}

/** Charged beyond what there was, neither repaid nor taken back. */
export function overdrawn(account: NaiveAccount, model: string): Tokens {
  let sum = 0n;
  for (const charge of account.charges) if (charge.model === model) sum += charge.overdrawn;
  for (const repayment of account.repayments) if (repayment.model === model) sum -= repayment.tokens;
  for (const { charge, overdraftReduced } of account.reversals) {
    if (charge.model === model) sum -= overdraftReduced;
  }
  return sum;
}

/** How much further it may go below zero. */
export function overdraftRoom(account: NaiveAccount, model: string): Tokens {
  const limit = latest(account.overdraftLimits, model)?.limit ?? 0n;
  return room(limit - overdrawn(account, model));
}

export function isUnlimited(account: NaiveAccount, model: string): boolean {
  return latest(account.unlimited, model)?.unlimited ?? false;
}
