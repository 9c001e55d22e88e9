import type { UsageEntry } from '#libs/contract';
import { add, amount, formatAmount, multiplyExact, subtract, sum, ZERO } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { unitsText } from '../languages/unit-words.js';

type Priced = Pick<UsageEntry, 'units' | 'unit' | 'rate' | 'multiplier' | 'tokens' | 'settlement'>;
type Moved = Pick<UsageEntry, 'drawn' | 'settlement' | 'unlimited'>;
type Sums = Priced & Moved & Pick<UsageEntry, 'overdrawn' | 'balanceBefore' | 'balanceAfter'>;

/** `100 words × 2.5 = 250 tokens`, and with the multiplier of a model where it has one. */
export function receiptEquation(receipt: Priced): string {
  const { units, unit, rate, multiplier } = receipt;
  const factors = [unitsText(units, unit), readableAmount(rate), ...multiplied(multiplier)];
  return `${factors.join(' × ')} = ${unitsText(priceOf(receipt), 'token')}`;
}

/** What it cost: also what could not be collected of it. */
export function priceOf({ tokens, settlement }: Pick<Priced, 'tokens' | 'settlement'>): string {
  return formatAmount(add(amount(tokens), amount(settlement?.uncollected ?? '0')));
}

/** What came back of a hold before the charge was drawn: of an unlimited one, nothing had been set aside. */
export function heldFor({ settlement, unlimited }: Moved): string {
  return unlimited ? '0' : (settlement?.held ?? '0');
}

/** By how much the balance went down. */
export function drawnIn({ drawn }: Pick<Moved, 'drawn'>): string {
  return formatAmount(sum(drawn.map(({ tokens }) => amount(tokens))));
}

/** Does what a person would do with a pencil: price, draws and balance, each on its own. */
export function receiptAddsUp(receipt: Sums): boolean {
  const { units, rate, multiplier, tokens, overdrawn, unlimited } = receipt;
  const price = multiplyExact(amount(units), amount(rate), amount(multiplier));
  const drawn = amount(drawnIn(receipt));
  const charged = unlimited ? ZERO : subtract(amount(tokens), amount(overdrawn));
  const before = add(amount(receipt.balanceBefore), amount(heldFor(receipt)));
  return (
    price === amount(priceOf(receipt)) &&
    drawn === charged &&
    subtract(before, drawn) === amount(receipt.balanceAfter)
  );
}

function multiplied(multiplier: string): readonly string[] {
  return multiplier === '1' ? [] : [readableAmount(multiplier)];
}
