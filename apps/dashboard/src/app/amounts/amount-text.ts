import { DECIMAL_PLACES, MICRO_TOKENS_PER_TOKEN, amount, formatAmount } from '#libs/ledger/tokens';
import type { TokenAmount } from '#libs/ledger/tokens';
import { languageOfPage } from '../languages/languages.js';
import { LOCALE } from '../locale.js';

const wholeNumbers = new Intl.NumberFormat(LOCALE);
const DECIMAL = wholeNumbers.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
/** Where lines run from the right, it would otherwise be put behind its figure. */
const MINUS = languageOfPage().direction === 'rtl' ? '\u200e−' : '−';

export interface AmountText {
  /** Sign and grouped digits: `−1,234`. */
  readonly whole: string;
  /** `.5`, or nothing. All decimals that are there, and no trailing zeros. */
  readonly fraction: string;
}

/** An amount as it is shown: exact, never rounded. */
export function amountText(text: string): AmountText {
  const value = amount(text);
  const magnitude = value < 0n ? -value : value;
  const decimals = (magnitude % MICRO_TOKENS_PER_TOKEN).toString().padStart(DECIMAL_PLACES, '0');
  const fraction = decimals.replace(/0+$/, '');
  return {
    whole: (value < 0n ? MINUS : '') + wholeNumbers.format(magnitude / MICRO_TOKENS_PER_TOKEN),
    fraction: fraction && DECIMAL + fraction,
  };
}

/** The same in one string: `49,715.25`. */
export function readableAmount(value: string | TokenAmount): string {
  const { whole, fraction } = amountText(typeof value === 'string' ? value : formatAmount(value));
  return whole + fraction;
}

/** Log positions outgrow a number as well: `12345` is shown as `12,345`. */
export function readablePosition(position: string): string {
  return wholeNumbers.format(BigInt(position));
}

/** How many: `12,345`. */
export function readableCount(count: number): string {
  return wholeNumbers.format(count);
}
