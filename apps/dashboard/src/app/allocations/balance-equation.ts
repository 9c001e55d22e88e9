import type { Allocation } from '#libs/contract';
import { amount, sum } from '#libs/ledger/tokens';

const PARTS = ['available', 'held', 'spent', 'expired', 'revoked'] as const;

export interface EquationTerm {
  readonly name: string;
  readonly value: string;
}

export interface BalanceEquation {
  readonly granted: string;
  readonly terms: readonly EquationTerm[];
  readonly addsUp: boolean;
}

/** granted = available + held + spent + expired + revoked, done again here rather than believed. */
export function balanceEquation(allocation: Allocation): BalanceEquation {
  const terms = PARTS.map((name) => ({ name, value: allocation[name] }));
  return {
    granted: allocation.granted,
    terms,
    addsUp: sum(terms.map(({ value }) => amount(value))) === amount(allocation.granted),
  };
}
