import type { Money } from '#libs/contract';
import { languageOfPage } from '../languages/languages.js';
import { LOCALE } from '../locale.js';

/** Of the dollar, the only currency of prices so far. */
const MINOR_DIGITS = 2;

/** `$1,234.50`. Whole units are formatted as big integers and the cents put in as text: no float comes near. */
export function moneyText({ minorUnits, currency }: Money): string {
  const digits = BigInt(minorUnits)
    .toString()
    .padStart(MINOR_DIGITS + 1, '0');
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  return format
    .formatToParts(BigInt(digits.slice(0, -MINOR_DIGITS)))
    .map(({ type, value }) => {
      if (type === 'fraction') return digits.slice(-MINOR_DIGITS);
      return type === 'currency' ? apart(value) : value;
    })
    .join('');
}

/** In a line from the right, `US$` would otherwise be torn apart. */
function apart(currency: string): string {
  return languageOfPage().direction === 'rtl' ? `\u2066${currency}\u2069` : currency;
}

/** What is saved against the list price; null when nothing is. */
export function savingText(price: Money, listPrice: Money): string | null {
  const saved = BigInt(listPrice.minorUnits) - BigInt(price.minorUnits);
  return saved > 0n ? moneyText({ ...price, minorUnits: saved.toString() }) : null;
}
