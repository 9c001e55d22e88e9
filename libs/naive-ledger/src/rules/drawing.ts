import type { Draw } from '#libs/ledger';
import { left, lotsOf } from './balances.js';
import type { Lot, Place, Portion } from './facts.js';
import { least, total, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';

/** Lowest priority number, then soonest expiry (no expiry last), then oldest. */
export function inDrawingOrder(lots: readonly Lot[]): readonly Lot[] {
  const end = (lot: Lot) => lot.expiresAt ?? Number.MAX_SAFE_INTEGER;
  // Sorting keeps the order of what is equal, and the lists begin with the oldest.
  return [...lots].sort((a, b) => a.priority - b.priority || end(a) - end(b));
}

/** Which lots so many tokens would come from; all that there is when there is less. */
export function drawFrom(lots: readonly Lot[], tokens: Tokens): readonly Portion[] {
  const portions: Portion[] = [];
  let wanted = tokens;
  for (const lot of inDrawingOrder(lots)) {
    const taken = least(left(lot), wanted);
    if (taken > 0n) portions.push({ lot, tokens: taken });
    wanted -= taken;
  }
  return portions;
}

export function draw(account: NaiveAccount, model: string, tokens: Tokens): readonly Portion[] {
  return drawFrom(lotsOf(account, model), tokens);
}

/** The first tokens of what was drawn. */
export function firstOf(portions: readonly Portion[], tokens: Tokens): readonly Portion[] {
  const first: Portion[] = [];
  let wanted = tokens;
  for (const { lot, tokens: most } of portions) {
    const taken = least(most, wanted);
    if (taken > 0n) first.push({ lot, tokens: taken });
    wanted -= taken;
  }
  return first;
}

/** All but the first tokens of what was drawn. */
export function rest(portions: readonly Portion[], tokens: Tokens): readonly Portion[] {
  return lastOf(portions, sumOfPortions(portions) - tokens).toReversed();
}

/** What one lot gave twice, as once. */
export function onePerLot(portions: readonly Portion[]): readonly Portion[] {
  const lots = [...new Set(portions.map(({ lot }) => lot))];
  return lots.map((lot) => ({ lot, tokens: sumOfPortions(portions.filter((each) => each.lot === lot)) }));
}

/** The last tokens of what was drawn, the very last ones first. */
export function lastOf(portions: readonly Portion[], tokens: Tokens): readonly Portion[] {
  return firstOf([...portions].reverse(), tokens);
}

interface Way {
  readonly from: Place;
  readonly to: Place;
  readonly at: number;
}

export function move(account: NaiveAccount, portions: readonly Portion[], way: Way): void {
  for (const { lot, tokens } of portions) account.add(lot.moves, { ...way, tokens });
}

export function sumOfPortions(portions: readonly Portion[]): Tokens {
  return total(portions.map(({ tokens }) => tokens));
}

export function drawsOf(portions: readonly Portion[]): readonly Draw[] {
  return portions.map(({ lot, tokens }) => ({ grantId: lot.grantId, tokens: written(tokens) }));
}
