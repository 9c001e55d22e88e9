import { parseAmount } from '#libs/ledger/tokens';

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/** A number as somebody typed it, with the digits and separators of their keyboard, as the API writes it. */
export function typedNumber(text: string): string {
  return text
    .replaceAll(/[٠-٩]/g, (digit) => latinDigit(digit, ARABIC_ZERO))
    .replaceAll(/[۰-۹]/g, (digit) => latinDigit(digit, PERSIAN_ZERO))
    .replaceAll('٫', '.')
    .replaceAll(/[\s,٬،]/g, '');
}

/** Of tokens, as the API writes it: more than none, and with no more decimals than there are. */
export function isPositiveAmount(text: string): boolean {
  const value = parseAmount(text);
  return value !== null && value > 0n;
}

function latinDigit(digit: string, zero: number): string {
  return String(digit.charCodeAt(0) - zero);
}
