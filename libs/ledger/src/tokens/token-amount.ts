/**
 * Token amounts are exact: a bigint of micro-tokens inside, a decimal string with at most
 * six places outside. No float ever holds one, and nothing here rounds.
 */
declare const micro: unique symbol;
export type TokenAmount = bigint & { readonly [micro]: true };

/** A decimal string such as `252.5`, in canonical form: no exponent, no trailing zeros, no `-0`. */
export type DecimalString = string;

export const DECIMAL_PLACES = 6;
export const MICRO_TOKENS_PER_TOKEN = 10n ** BigInt(DECIMAL_PLACES);

/** The largest magnitude accepted from outside: sums of many still fit `numeric(38,6)`. */
export const MAX_INTEGER_DIGITS = 18;

/** What can be written with so many digits; the ledger lets no figure of its own grow beyond it. */
export const MAX_AMOUNT = microTokens(10n ** BigInt(MAX_INTEGER_DIGITS + DECIMAL_PLACES) - 1n);

const DECIMAL_PATTERN = new RegExp(`^(-?)(\\d{1,${MAX_INTEGER_DIGITS}})(?:\\.(\\d{1,${DECIMAL_PLACES}}))?$`);

export const ZERO = microTokens(0n);

export function microTokens(value: bigint): TokenAmount {
  return value as TokenAmount; // the one place where the brand is given
}

/** @returns null when the text is no decimal with at most 18 integer and 6 decimal digits. */
export function parseAmount(text: string): TokenAmount | null {
  const match = DECIMAL_PATTERN.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction.padEnd(DECIMAL_PLACES, '0'));
  return microTokens(sign ? -magnitude : magnitude);
}

/** For texts that were validated or written by us. @throws {RangeError} when it is no amount. */
export function amount(text: DecimalString): TokenAmount {
  const parsed = parseAmount(text);
  if (parsed === null) throw new RangeError(`Not a token amount: ${text}`);
  return parsed;
}

export function formatAmount(value: TokenAmount): DecimalString {
  const magnitude = value < 0n ? -value : value;
  const whole = magnitude / MICRO_TOKENS_PER_TOKEN;
  const fraction = (magnitude % MICRO_TOKENS_PER_TOKEN)
    .toString()
    .padStart(DECIMAL_PLACES, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

export function add(a: TokenAmount, b: TokenAmount): TokenAmount {
  return microTokens(a + b);
}

export function subtract(a: TokenAmount, b: TokenAmount): TokenAmount {
  return microTokens(a - b);
}

export function sum(amounts: Iterable<TokenAmount>): TokenAmount {
  let total = 0n;
  for (const each of amounts) total += each;
  return microTokens(total);
}

export function smaller(a: TokenAmount, b: TokenAmount): TokenAmount {
  return a < b ? a : b;
}

/** The product of amounts. @returns null when it needs more than six decimal places. */
export function multiplyExact(first: TokenAmount, ...factors: readonly TokenAmount[]): TokenAmount | null {
  const product = factors.reduce<bigint>((value, factor) => value * factor, first);
  const scale = MICRO_TOKENS_PER_TOKEN ** BigInt(factors.length);
  return product % scale === 0n ? microTokens(product / scale) : null;
}
