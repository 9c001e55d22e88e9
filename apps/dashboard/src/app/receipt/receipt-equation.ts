import type { Receipt } from '#libs/contract';
import { amount, multiplyExact, sum } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { unitsText } from '../languages/unit-words.js';

/** `100 words × 2.5 = 250 tokens` */
export function receiptEquation(receipt: Pick<Receipt, 'units' | 'unit' | 'rate' | 'tokens'>): string {
  const { units, unit, rate, tokens } = receipt;
  return `${unitsText(units, unit)} × ${readableAmount(rate)} = ${unitsText(tokens, 'token')}`;
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
