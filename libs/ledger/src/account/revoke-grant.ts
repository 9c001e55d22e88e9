import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { formatAmount } from '../tokens/index.js';
import type { Account } from './account.js';
import { grantIn, type Allocation } from './allocation.js';
import type { TokensRevoked } from './correction.events.js';
import type { Grant } from './grant.js';
import { balanceAfter } from './recording.js';

/** Takes away what is left of a grant. What holds have set aside of it is revoked when it comes back. */
export interface RevokeGrant {
  readonly type: 'RevokeGrant';
  readonly grantId: string;
  readonly reason: string;
  /** Voids: refused once anything of the grant was used. */
  readonly onlyIfUnspent: boolean;
  /** Purchases are not refundable, unless an administrator says so. */
  readonly evenIfPaid: boolean;
}

export function revokeGrant(command: RevokeGrant, account: Account, now: Date): Decision<TokensRevoked> {
  const { grantId, reason } = command;
  const found = find(account, grantId);
  if (!found) return { code: 'grant-not-found', grantId };
  const { allocation, grant } = found;
  const refusal = refuse(command, grant, isHeld(account, grantId));
  if (refusal) return refusal;
  const data: TokensRevoked['data'] = {
    grantId,
    tokens: formatAmount(grant.remaining),
    model: allocation.model,
    voided: grant.remaining === grant.amount,
    scheduled: allocation.scheduled.includes(grant),
    reason,
    balanceAfter: balanceAfter(allocation, allocation.scheduled.includes(grant) ? 0n : -grant.remaining),
    revokedAt: now.toISOString(),
  };
  return [{ type: 'TokensRevoked', data }];
}

function find(
  account: Account,
  grantId: string,
): { readonly allocation: Allocation; readonly grant: Grant } | null {
  for (const allocation of account.allocations.values()) {
    const grant = grantIn(allocation, grantId);
    if (grant) return { allocation, grant };
  }
  return null;
}

/** Holds may have set aside all that is left: it is revoked when it comes back. */
function isHeld({ holds }: Account, grantId: string): boolean {
  return [...holds.values()].some(({ drawn }) => drawn.some((draw) => draw.grantId === grantId));
}

function refuse(
  { grantId, onlyIfUnspent, evenIfPaid }: RevokeGrant,
  grant: Grant,
  held: boolean,
): Refusal | null {
  const nothingLeft = grant.remaining === 0n && !held;
  if (nothingLeft || grant.revokedFor !== null) return { code: 'grant-closed', grantId };
  if (grant.source === 'purchase' && !evenIfPaid) return { code: 'purchase-not-refundable', grantId };
  if (!onlyIfUnspent || grant.remaining === grant.amount) return null;
  return {
    code: 'grant-spent',
    grantId,
    amount: formatAmount(grant.amount),
    remaining: formatAmount(grant.remaining),
  };
}
