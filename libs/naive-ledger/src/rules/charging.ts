import type { ConsumeTokens, PricedUnits } from '#libs/ledger';
import { available, held, isUnlimited, overdraftRoom } from './balances.js';
import { timeZoneOf } from './calendar.js';
import { draw, drawsOf, move, sumOfPortions } from './drawing.js';
import type { NaiveCharge } from './facts.js';
import { timeOf, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { priceOfUse, type Priced } from './pricing.js';
import { refuse } from './refused.js';
import { refuseBeyondCaps, refuseFrozen } from './spending.js';

export function consume(account: NaiveAccount, command: ConsumeTokens, now: number): void {
  const { model, operationId, feature } = command;
  const priced = priceOfUse(account, command, now);
  const { tokens } = priced;
  refuseFrozen(account, model, tokens);
  refuseBeyondCaps(account, model, { tokens, now });
  const unlimited = isUnlimited(account, model);
  if (!unlimited) refuseInsufficient(account, model, { tokens, overdraft: overdraftRoom(account, model) });
  const before = available(account, model);
  const drawn = unlimited ? [] : draw(account, model, tokens);
  const overdrawn = unlimited ? 0n : tokens - sumOfPortions(drawn);
  move(account, drawn, { from: 'available', to: 'spent', at: now });
  charge(account, { operationId, model, feature, tokens, drawn, overdrawn, unlimited, at: now });
  account.record({
    type: 'TokensConsumed',
    data: {
      operationId,
      ...pricedUnits(priced),
      tokens: written(tokens),
      drawn: drawsOf(drawn),
      overdrawn: written(overdrawn),
      unlimited,
      balanceBefore: written(before),
      balanceAfter: written(available(account, model)),
      consumedAt: timeOf(now),
    },
  });
}

export function charge(account: NaiveAccount, charged: NaiveCharge): void {
  account.add(account.charges, charged);
  account.add(account.uses, { at: charged.at, timeZone: timeZoneOf(account) });
}

export function refuseInsufficient(
  account: NaiveAccount,
  model: string,
  { tokens, overdraft }: { readonly tokens: Tokens; readonly overdraft: Tokens },
): void {
  const there = available(account, model);
  if (tokens <= there + overdraft) return;
  refuse({
    code: 'insufficient-tokens',
    model,
    needed: written(tokens),
    available: written(there),
    held: written(held(account, model)),
    overdraft: written(overdraft),
  });
}

export function pricedUnits({ units, price }: Priced): PricedUnits {
  return { ...price, units: written(units) };
}
