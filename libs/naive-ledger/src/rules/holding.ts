import type { ExtendHold, HoldLifetime, ReleaseHold, ReserveTokens } from '#libs/ledger';
import { available, isUnlimited } from './balances.js';
import { pricedUnits, refuseInsufficient } from './charging.js';
import { draw, drawsOf, move } from './drawing.js';
import type { NaiveHold } from './facts.js';
import { timeOf, written } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { endOf } from './passing-time.js';
import { priceOfUse } from './pricing.js';
import { refuse } from './refused.js';
import { refuseBeyondCaps, refuseFrozen } from './spending.js';

export function reserve(account: NaiveAccount, command: ReserveTokens, now: number): void {
  const { model, operationId: holdId, overagePolicy } = command;
  const priced = priceOfUse(account, command, now);
  const { tokens, price } = priced;
  const end = endAfter(command, now, now);
  refuseFrozen(account, model, tokens);
  refuseBeyondCaps(account, model, { tokens, now });
  const unlimited = isUnlimited(account, model);
  if (!unlimited) refuseInsufficient(account, model, { tokens, overdraft: 0n });
  const before = available(account, model);
  const drawn = unlimited ? [] : draw(account, model, tokens);
  move(account, drawn, { from: 'available', to: 'held', at: now });
  const terms = { holdId, tokens, drawn, unlimited, overagePolicy };
  account.add(account.holds, { ...terms, price, reservedAt: now, ends: [end], closed: [] });
  account.record({
    type: 'TokensReserved',
    data: {
      ...pricedUnits(priced),
      ...terms,
      tokens: written(tokens),
      drawn: drawsOf(drawn),
      balanceBefore: written(before),
      balanceAfter: written(available(account, model)),
      reservedAt: timeOf(now),
      expiresAt: timeOf(end),
    },
  });
}

/** It lives so long from now, and no longer than the longest life of a hold. */
function endAfter({ ttlSeconds, ttlSecondsMax }: HoldLifetime, reservedAt: number, now: number): number {
  const asked = now + ttlSeconds * 1_000;
  const last = reservedAt + ttlSecondsMax * 1_000;
  if (asked > last) refuse({ code: 'hold-too-long', asked: timeOf(asked), latest: timeOf(last) });
  return asked;
}

export function openHold(account: NaiveAccount, holdId: string): NaiveHold {
  const hold = account.holds.find((each) => each.holdId === holdId);
  if (!hold) return refuse({ code: 'hold-not-found', holdId });
  const [status] = hold.closed;
  if (status) refuse({ code: 'hold-closed', holdId, status });
  return hold;
}

export function release(account: NaiveAccount, { holdId }: ReleaseHold, now: number): void {
  const { drawn, price, closed } = openHold(account, holdId);
  const { model } = price;
  account.add(closed, 'released');
  move(account, drawn, { from: 'held', to: 'available', at: now });
  const balanceAfter = written(available(account, model));
  const data = { holdId, model, returned: drawsOf(drawn), balanceAfter, releasedAt: timeOf(now) };
  account.record({ type: 'HoldReleased', data });
}

/** An extension never shortens. */
export function extend(account: NaiveAccount, command: ExtendHold, now: number): void {
  const hold = openHold(account, command.holdId);
  const { holdId, price } = hold;
  const end = Math.max(endAfter(command, hold.reservedAt, now), endOf(hold));
  refuseFrozen(account, price.model, 0n);
  account.add(hold.ends, end);
  const data = { holdId, model: price.model, expiresAt: timeOf(end), extendedAt: timeOf(now) };
  account.record({ type: 'HoldExtended', data });
}
