import type { Decision } from '../decider/decider.js';
import { sum } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { HoldReleased } from './hold.events.js';
import { findHold, isOpen } from './open-hold.js';
import { balanceAfter, written } from './recording.js';

/** Gives everything back to the grants that it was set aside from. */
export interface ReleaseHold {
  readonly type: 'ReleaseHold';
  readonly holdId: string;
}

export function releaseHold({ holdId }: ReleaseHold, account: Account, now: Date): Decision<HoldReleased> {
  const hold = findHold(account, holdId);
  if (!isOpen(hold)) return hold;
  const { model, drawn } = hold;
  const data: HoldReleased['data'] = {
    holdId,
    model,
    returned: written(drawn),
    balanceAfter: balanceAfter(allocationOf(account, model), sum(drawn.map(({ tokens }) => tokens))),
    releasedAt: now.toISOString(),
  };
  return [{ type: 'HoldReleased', data }];
}
