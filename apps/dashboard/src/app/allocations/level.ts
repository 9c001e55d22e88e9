import type { Allocation } from '#libs/contract';
import { amount, thresholdPassed, type BalanceThreshold } from '#libs/ledger/tokens';

/** How much of an allocation is left, in the steps at which people are warned. */
export type Level = 'unlimited' | 'ample' | BalanceThreshold;

type Holding = Pick<Allocation, 'unlimited' | 'available' | 'basis'>;

export function levelOf({ unlimited, available, basis }: Holding): Level {
  if (unlimited) return 'unlimited';
  return thresholdPassed(amount(available), amount(basis)) ?? 'ample';
}
