import type { Allocation } from '#libs/contract';
import { amount } from '#libs/ledger/tokens';

/** How much of an allocation is left, in the steps at which people are warned. */
export type Level = 'unlimited' | 'ample' | 'warning' | 'critical' | 'depleted';

type Holding = Pick<Allocation, 'unlimited' | 'available' | 'basis'>;

export function levelOf({ unlimited, available, basis }: Holding): Level {
  if (unlimited) return 'unlimited';
  const [left, full] = [amount(available), amount(basis)];
  if (left <= 0n) return 'depleted';
  if (left * 20n <= full) return 'critical';
  return left * 10n <= full ? 'warning' : 'ample';
}
