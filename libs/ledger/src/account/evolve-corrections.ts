import { add, amount, subtract, sum, ZERO } from '../tokens/index.js';
import { withAllocation, type Account, type Evolve } from './account.js';
import { changeGrant, giveBack, take, type Allocation } from './allocation.js';
import type {
  BalanceAdjusted,
  ConsumptionReversed,
  CorrectionEvent,
  TokensRevoked,
} from './correction.events.js';
import { counted, drawsOf, regranted } from './evolve-grants.js';

export const evolveCorrection: Evolve<CorrectionEvent> = {
  ConsumptionReversed: (account, data) => {
    const restored = withAllocation(account, data.model, (allocation) => reversed(allocation, data));
    const granted = data.regranted
      ? regranted(restored, data.model, data.regranted, data.reversedAt)
      : restored;
    const before = account.reversed.get(data.reversedOperationId) ?? ZERO;
    const tokens = amount(data.tokens);
    return counted(
      {
        ...granted,
        reversed: new Map(account.reversed).set(data.reversedOperationId, add(before, tokens)),
      },
      {
        model: data.model,
        tokens: -tokens,
        at: new Date(data.reversedAt),
        since: new Date(data.chargedAt),
      },
    );
  },
  BalanceAdjusted: adjusted,
  TokensRevoked: (account, data) =>
    withAllocation(account, data.model, (allocation) => ({
      ...marked(taken(allocation, data), data),
      revoked: add(allocation.revoked, amount(data.tokens)),
    })),
};

/** A grant that is revoked before its time has entered, and is gone, at once. */
function taken(allocation: Allocation, data: TokensRevoked['data']): Allocation {
  const scheduled = allocation.scheduled.find(({ grantId }) => grantId === data.grantId);
  if (!scheduled) return take(allocation, drawsOf([data]));
  return {
    ...allocation,
    granted: add(allocation.granted, scheduled.amount),
    scheduled: allocation.scheduled.filter((grant) => grant !== scheduled),
    usedUp: new Map(allocation.usedUp).set(data.grantId, { ...scheduled, remaining: ZERO }),
  };
}

function marked(allocation: Allocation, { grantId, reason }: TokensRevoked['data']): Allocation {
  return changeGrant(allocation, grantId, (grant) => ({ ...grant, revokedFor: reason }));
}

function reversed(allocation: Allocation, data: ConsumptionReversed['data']): Allocation {
  if (data.unlimited) {
    return { ...allocation, unlimitedSpent: subtract(allocation.unlimitedSpent, amount(data.tokens)) };
  }
  const returned = drawsOf(data.returned);
  return {
    ...giveBack(allocation, returned),
    spent: subtract(allocation.spent, sum(returned.map(({ tokens }) => tokens))),
    overdrawn: subtract(allocation.overdrawn, amount(data.overdraftReduced)),
  };
}

function adjusted(account: Account, data: BalanceAdjusted['data']): Account {
  if (data.grantId !== null) {
    return regranted(account, data.model, { grantId: data.grantId, tokens: data.tokens }, data.adjustedAt);
  }
  return withAllocation(account, data.model, (allocation) => ({
    ...take(allocation, drawsOf(data.drawn)),
    revoked: add(allocation.revoked, amount(data.tokens)),
  }));
}
