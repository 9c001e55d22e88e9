import type { Allocation } from '#libs/contract';
import { amount, sum } from '#libs/ledger/tokens';

const PARTS = {
  available: $localize`available`,
  held: $localize`held`,
  spent: $localize`spent`,
  expired: $localize`expired`,
  revoked: $localize`revoked`,
} as const;
const PARTS_IN_ORDER = [
  'available',
  'held',
  'spent',
  'expired',
  'revoked',
] as const satisfies (keyof typeof PARTS)[];

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
export function balanceEquation(
  allocation: Pick<Allocation, 'granted' | keyof typeof PARTS>,
): BalanceEquation {
  const terms = PARTS_IN_ORDER.map((part) => ({ name: PARTS[part], value: allocation[part] }));
  return {
    granted: allocation.granted,
    terms,
    addsUp: sum(terms.map(({ value }) => amount(value))) === amount(allocation.granted),
  };
}
