import { amount, microTokens, subtract, sum } from '../tokens/index.js';
import { withAllocation, type Account, type Evolve } from './account.js';
import { giveBack, take, type Allocation } from './allocation.js';
import { charged, counted, drawsOf } from './evolve-grants.js';
import type { HoldEvent, HoldSettled, TokensReserved } from './hold.events.js';
import { CLOSED_HOLDS_MAX, type ClosedStatus, type Hold } from './hold.js';

export const evolveHold: Evolve<HoldEvent> = {
  TokensReserved: (account, data) => {
    const hold = holdOf(data);
    const reserved = withAllocation(account, hold.model, (allocation) => ({
      ...take(allocation, hold.drawn),
      held: sum([allocation.held, ...hold.drawn.map(({ tokens }) => tokens)]),
    }));
    return { ...reserved, holds: new Map(account.holds).set(hold.holdId, hold) };
  },
  HoldExtended: (account, { holdId, expiresAt }) => ({
    ...account,
    holds: new Map(account.holds).set(holdId, {
      ...openHold(account, holdId),
      expiresAt: new Date(expiresAt),
    }),
  }),
  HoldSettled: (account, data) =>
    counted(settled(account, data), {
      model: data.model,
      tokens: amount(data.tokens),
      at: new Date(data.settledAt),
    }),
  HoldReleased: (account, { holdId }) => closed(account, holdId, 'released'),
  HoldExpired: (account, { holdId }) => closed(account, holdId, 'expired'),
};

function holdOf(data: TokensReserved['data']): Hold {
  const { holdId, model, feature, unit, rate, multiplier, rateRevision, unlimited, overagePolicy } = data;
  return {
    holdId,
    model,
    feature,
    price: { unit, rate, multiplier, rateRevision },
    tokens: amount(data.tokens),
    drawn: drawsOf(data.drawn),
    unlimited,
    overagePolicy,
    reservedAt: new Date(data.reservedAt),
    expiresAt: new Date(data.expiresAt),
  };
}

/** First everything goes back, then what the receipt says is drawn. */
function settled(account: Account, data: HoldSettled['data']): Account {
  return withAllocation(closed(account, data.holdId, 'settled'), data.model, (allocation) =>
    charged(take(allocation, drawsOf(data.drawn)), data),
  );
}

function closed(account: Account, holdId: string, status: ClosedStatus): Account {
  const hold = openHold(account, holdId);
  const holds = new Map(account.holds);
  holds.delete(holdId);
  const closedHolds = new Map(account.closedHolds).set(holdId, status);
  const [oldest] = closedHolds.keys();
  if (closedHolds.size > CLOSED_HOLDS_MAX && oldest !== undefined) closedHolds.delete(oldest);
  return withAllocation({ ...account, holds, closedHolds }, hold.model, (allocation) =>
    freed(allocation, hold),
  );
}

function freed(allocation: Allocation, hold: Hold): Allocation {
  const tokens = microTokens(hold.drawn.reduce((total, draw) => total + draw.tokens, 0n));
  return { ...giveBack(allocation, hold.drawn), held: subtract(allocation.held, tokens) };
}

function openHold(account: Account, holdId: string): Hold {
  const hold = account.holds.get(holdId);
  if (!hold) throw new RangeError(`There is no open hold ${holdId}.`);
  return hold;
}
