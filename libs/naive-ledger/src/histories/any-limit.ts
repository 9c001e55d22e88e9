import { microTokens, type TokenAmount } from '#libs/ledger/tokens';
import type { AccountCommand, SetSpendingCaps } from '#libs/ledger';
import { isUnlimited } from '../rules/balances.js';
import type { Moment } from './any-command.js';
import { anyModelToGrant } from './any-use.js';
import type { Dice } from './dice.js';

/** One that skips midnight, one of half-hour changes, one of quarters, and such as never change. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Africa/Cairo',
  'UTC',
  'Mars/Olympus',
] as const;

export function anyLimit(moment: Moment): AccountCommand {
  const { dice, account } = moment;
  const model = anyModelToGrant(moment);
  if (isUnlimited(account, model) && dice.chance(0.5))
    return { type: 'SetUnlimited', model, unlimited: false };
  const scope = dice.chance(0.4) ? null : model;
  return dice.choose<AccountCommand>([
    [8, () => ({ type: 'SetOverdraftLimit', model, limit: anyLimitOf(dice, 80) })],
    [6, () => anyCaps(dice, scope)],
    [3, () => ({ type: 'SetTimeZone', timeZone: dice.oneOf(ZONES) })],
    [
      2,
      () => ({ type: 'FreezeSpending', model: scope, reason: dice.oneOf(['sudden spike', 'unknown key']) }),
    ],
    [1, () => ({ type: 'UnfreezeSpending', model: scope, reason: 'explained' })],
    [2, () => ({ type: 'SetUnlimited', model, unlimited: dice.chance(0.6) })],
  ]);
}

function anyCaps(dice: Dice, model: string | null): SetSpendingCaps {
  const cap = (most: number) => (dice.chance(0.4) ? null : anyLimitOf(dice, most));
  const none = dice.chance(0.45);
  const caps = none
    ? { day: null, week: null, month: null }
    : { day: cap(200), week: cap(500), month: cap(1500) };
  return { type: 'SetSpendingCaps', model, ...caps };
}

function anyLimitOf(dice: Dice, most: number): TokenAmount {
  if (dice.chance(0.03)) return microTokens(BigInt(dice.whole(-1, 0)));
  return microTokens(BigInt(dice.whole(0, most)) * 1_000_000n);
}
