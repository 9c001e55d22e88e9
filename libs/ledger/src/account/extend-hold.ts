import type { Decision } from '../decider/decider.js';
import { ZERO } from '../tokens/index.js';
import type { Account } from './account.js';
import type { HoldExtended } from './hold.events.js';
import { findHold, isOpen } from './open-hold.js';
import { endOf, tooLong, type HoldLifetime } from './reserve-tokens.js';
import { frozenBy } from './spending-limits.js';

/** Lets a hold live for so long from now on; it never shortens its life. */
export interface ExtendHold extends HoldLifetime {
  readonly type: 'ExtendHold';
  readonly holdId: string;
}

export function extendHold(command: ExtendHold, account: Account, now: Date): Decision<HoldExtended> {
  const hold = findHold(account, command.holdId);
  if (!isOpen(hold)) return hold;
  const { holdId, model, reservedAt, expiresAt } = hold;
  const refusal = tooLong(command, { reservedAt, now }) ?? frozenBy(account, { model, tokens: ZERO });
  if (refusal) return refusal;
  const end = Math.max(expiresAt.getTime(), endOf(now, command.ttlSeconds).getTime());
  const data = { holdId, model, expiresAt: new Date(end).toISOString(), extendedAt: now.toISOString() };
  return [{ type: 'HoldExtended', data }];
}
