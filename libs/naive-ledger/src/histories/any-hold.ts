import type { AccountCommand, ReserveTokens, SettleHold } from '#libs/ledger';
import { available, overdraftRoom } from '../rules/balances.js';
import type { NaiveHold } from '../rules/facts.js';
import { least, room } from '../rules/figures.js';
import { capsOn } from '../rules/spending.js';
import type { Moment } from './any-command.js';
import { anyModel, anyQuantity, anyUse, PLAIN, unitsFor } from './any-use.js';
import type { Dice } from './dice.js';

const DAY_SECONDS = 86_400;
const LONGEST_SECONDS = 20 * DAY_SECONDS;

export function anyReservation(moment: Moment): ReserveTokens {
  const { dice, operationId } = moment;
  return {
    type: 'ReserveTokens',
    operationId,
    ...anyUse(moment, anyModel(moment)),
    overagePolicy: dice.oneOf(['reject', 'cap', 'overdraft']),
    ...anyLifetime(dice),
  };
}

function anyLifetime(dice: Dice) {
  const hours = dice.oneOf([1, 24, 24, 72, 168, 168]);
  const ttlSeconds = dice.chance(0.04) ? LONGEST_SECONDS + dice.whole(0, 1) : hours * 3_600;
  return { ttlSeconds, ttlSecondsMax: LONGEST_SECONDS };
}

/** Settling, releasing or extending a hold: most of the time one that is open. */
export function anyHoldAct(moment: Moment): AccountCommand {
  const { dice, account } = moment;
  const open = dice.anyOf(account.holds.filter((hold) => hold.closed.length === 0));
  const hold = dice.chance(0.93) ? open : dice.anyOf(account.holds);
  if (!hold)
    return dice.chance(0.03) ? { type: 'ReleaseHold', holdId: 'never-made' } : anyReservation(moment);
  const { holdId } = hold;
  return dice.choose<AccountCommand>([
    [10, () => anySettlement(moment, hold)],
    [3, () => ({ type: 'ReleaseHold', holdId })],
    [4, () => ({ type: 'ExtendHold', holdId, ...anyLifetime(dice) })],
  ]);
}

function anySettlement(moment: Moment, hold: NaiveHold): SettleHold {
  const { operationId, dice } = moment;
  const quantity = hold.price.feature === PLAIN ? unitsFor(tokensUsed(moment, hold)) : anyQuantity(dice);
  return { type: 'SettleHold', operationId, holdId: hold.holdId, quantity };
}

/** Around what was held, and around what there is beside it. */
function tokensUsed({ account, dice, now }: Moment, { price, tokens }: NaiveHold): bigint {
  const there = available(account, price.model);
  const overdraft = overdraftRoom(account, price.model);
  const caps = capsOn(account, price.model, now).map(({ left }) => room(left));
  const edge = dice.oneOf([0n, 0n, 0n, 1n, -1n]);
  return dice.choose([
    [1, () => 0n],
    [8, () => (tokens * BigInt(dice.whole(1, 99))) / 100n],
    [4, () => tokens + edge],
    [5, () => tokens + BigInt(dice.whole(1, 12)) * 1_000_000n],
    [3, () => tokens + least(there, ...caps) + edge],
    [3, () => tokens + there + (overdraft * BigInt(dice.whole(1, 4))) / 4n + edge],
    [2, () => tokens + (dice.anyOf(caps) ?? there) + edge],
  ]);
}
