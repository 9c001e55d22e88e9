import type { NaiveAccount } from '../rules/naive-account.js';
import { endOf } from '../rules/passing-time.js';
import type { Dice } from './dice.js';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** How long nothing happens: from no time at all to a fortnight, or to just around something due. */
export function anyPause(dice: Dice, accounts: readonly NaiveAccount[], now: number): number {
  return dice.choose([
    [3, () => 0],
    [3, () => dice.whole(1, 20)],
    [5, () => dice.whole(1, 900) * SECOND_MS],
    [7, () => dice.whole(1, 20) * HOUR_MS],
    [2, () => dice.whole(1, 2) * 24 * HOUR_MS],
    [0.3, () => dice.whole(7, 14) * 24 * HOUR_MS],
    [8, () => Math.max(0, soonOf(dice, accounts, now) - now + dice.whole(-1, 1))],
  ]);
}

/** When something is due to one of the accounts next. */
function soonOf(dice: Dice, accounts: readonly NaiveAccount[], now: number): number {
  const account = dice.anyOf(accounts);
  const ends = account?.holds.filter(({ closed }) => closed.length === 0).map(endOf) ?? [];
  const instants =
    account?.lots.flatMap(({ effectiveFrom, expiresAt }) => [effectiveFrom, expiresAt ?? 0]) ?? [];
  const coming = [...ends, ...instants].filter((instant) => instant > now);
  return coming.length === 0 ? now : Math.min(...coming);
}
