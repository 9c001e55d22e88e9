import type { Decision } from '../decider/decider.js';
import { formatAmount } from '../tokens/index.js';
import type { Account } from './account.js';
import type { TokensExpired } from './account.events.js';
import { availableAt, type Allocation } from './allocation.js';
import { hasExpired, type Grant } from './grant.js';

/** Records every expiry that has happened and is not recorded yet; none due, nothing happens. */
export interface ExpireGrants {
  readonly type: 'ExpireGrants';
}

export function expireGrants(_command: ExpireGrants, account: Account, now: Date): Decision<TokensExpired> {
  return [...account.allocations.values()].flatMap((allocation) =>
    allocation.grants
      .filter((grant) => hasExpired(grant, now))
      .map((grant) => tokensExpired(allocation, grant, now)),
  );
}

function tokensExpired(allocation: Allocation, grant: Grant, now: Date): TokensExpired {
  return {
    type: 'TokensExpired',
    data: {
      grantId: grant.grantId,
      model: allocation.model,
      amount: formatAmount(grant.remaining),
      expiredAt: (grant.expiresAt ?? now).toISOString(),
      balanceAfter: formatAmount(availableAt(allocation, now)),
    },
  };
}
