import type { HoldClosed, HoldNotFound } from '../decider/refusal.js';
import type { Account } from './account.js';
import type { Hold } from './hold.js';

/** @returns why there is no open hold, where there is none. */
export function findHold(account: Account, holdId: string): Hold | HoldClosed | HoldNotFound {
  const hold = account.holds.get(holdId);
  if (hold) return hold;
  const status = account.closedHolds.get(holdId);
  return status ? { code: 'hold-closed', holdId, status } : { code: 'hold-not-found', holdId };
}

export function isOpen(found: Hold | HoldClosed | HoldNotFound): found is Hold {
  return !('code' in found);
}
