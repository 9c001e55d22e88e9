import type { TokenAmount } from './token-amount.js';

/** 10 %, 5 % and 0 of the basis, in this order of severity. */
export type BalanceThreshold = 'warning' | 'critical' | 'depleted';

/** @returns the deepest threshold that is passed when so much of the basis is left; null: none. */
export function thresholdPassed(left: TokenAmount, basis: TokenAmount): BalanceThreshold | null {
  if (left <= 0n) return 'depleted';
  if (left * 20n <= basis) return 'critical';
  return left * 10n <= basis ? 'warning' : null;
}
