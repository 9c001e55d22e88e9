import type { Allocation } from '#libs/contract';
import type { BalanceThreshold } from '#libs/ledger/tokens';

/** How much of an allocation is left, in the steps at which people are warned. */
export type Level = 'unlimited' | 'ample' | BalanceThreshold;

export type Holding = Pick<Allocation, 'unlimited' | 'available' | 'held' | 'alert'>;

/** As the ledger told it last, so that rows, banner and notifications say the same; nothing at all is nothing at once. */
export function levelOf({ unlimited, available, held, alert }: Holding): Level {
  if (unlimited) return 'unlimited';
  return available === '0' && held === '0' ? 'depleted' : (alert ?? 'ample');
}
