import type { Decision } from '../decider/decider.js';
import type { Account } from './account.js';
import type { AllocationMadeLimited, AllocationMadeUnlimited } from './account.events.js';

/** An unlimited allocation records every consumption and draws from no grant. */
export interface SetUnlimited {
  readonly type: 'SetUnlimited';
  readonly model: string;
  readonly unlimited: boolean;
}

export function setUnlimited(
  command: SetUnlimited,
  _account: Account,
  now: Date,
): Decision<AllocationMadeUnlimited | AllocationMadeLimited> {
  const type = command.unlimited ? 'AllocationMadeUnlimited' : 'AllocationMadeLimited';
  return [{ type, data: { model: command.model, at: now.toISOString() } }];
}
