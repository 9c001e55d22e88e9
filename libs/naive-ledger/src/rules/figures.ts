import { amount, formatAmount, microTokens } from '#libs/ledger/tokens';

/** Micro-tokens. Sums may be anything; only what is written down is formatted. */
export type Tokens = bigint;

/** Nothing greater can be written. */
export const MOST: Tokens = 10n ** 24n - 1n;

export function tokensOf(text: string): Tokens {
  return amount(text);
}

export function written(tokens: Tokens): string {
  return formatAmount(microTokens(tokens));
}

export function total(list: readonly Tokens[]): Tokens {
  let sum = 0n;
  for (const each of list) sum += each;
  return sum;
}

export function least(...list: readonly Tokens[]): Tokens {
  return list.reduce((smallest, each) => (each < smallest ? each : smallest));
}

/** Not below nothing. */
export function room(tokens: Tokens): Tokens {
  return tokens > 0n ? tokens : 0n;
}

export function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
