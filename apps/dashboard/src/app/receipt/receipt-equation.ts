import type { Receipt } from '#libs/contract';
import { amount, multiplyExact, sum } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';

/** `100 words` */
export function unitsText({ units, unit }: Pick<Receipt, 'units' | 'unit'>): string {
  return `${readableAmount(units)} ${units === '1' || unit.endsWith('s') ? unit : `${unit}s`}`;
}

/** `100 words × 2.5 = 250 tokens` */
export function receiptEquation(receipt: Pick<Receipt, 'units' | 'unit' | 'rate' | 'tokens'>): string {
  const tokens = `${readableAmount(receipt.tokens)} ${receipt.tokens === '1' ? 'token' : 'tokens'}`;
  return `${unitsText(receipt)} × ${readableAmount(receipt.rate)} = ${tokens}`;
}

type Sums = Pick<
  Receipt,
  'units' | 'rate' | 'tokens' | 'drawn' | 'unlimited' | 'balanceBefore' | 'balanceAfter'
>;

/** Does what a person would do with a pencil: price, draws and balance, each on its own. */
export function receiptAddsUp(receipt: Sums): boolean {
  const tokens = amount(receipt.tokens);
  const isPriced = multiplyExact(amount(receipt.units), amount(receipt.rate)) === tokens;
  const drawn = sum(receipt.drawn.map((each) => amount(each.tokens)));
  const taken = receipt.unlimited ? 0n : tokens;
  const isBalanced = amount(receipt.balanceBefore) - taken === amount(receipt.balanceAfter);
  return isPriced && drawn === taken && isBalanced;
}
