import type { AccountCommand } from '#libs/ledger';
import type { NaiveAccount } from '../rules/naive-account.js';
import { anyCorrection } from './any-correction.js';
import { anyGrant, anyPurchase } from './any-grant.js';
import { anyHoldAct, anyReservation } from './any-hold.js';
import { anyLimit } from './any-limit.js';
import { freezeOn } from '../rules/spending.js';
import { anyConsumption } from './any-use.js';
import type { Dice } from './dice.js';

/** What a command may be about: what the account is like, and what its history has used before. */
export interface Moment {
  readonly dice: Dice;
  readonly account: NaiveAccount;
  readonly operationId: string;
  readonly now: number;
}

/** Any command that somebody could send, most of them such that they can be carried out. */
export function anyCommand(moment: Moment): AccountCommand {
  const { account, dice } = moment;
  const frozen = account.models.map((model) => freezeOn(account, model)).find((freeze) => freeze !== null);
  if (frozen && dice.chance(0.3))
    return { type: 'UnfreezeSpending', model: frozen.model, reason: 'explained' };
  return dice.choose<AccountCommand>([
    [account.lots.length === 0 ? 60 : 9, () => anyGrant(moment)],
    [4, () => anyPurchase(moment)],
    [27, () => anyConsumption(moment)],
    [15, () => anyReservation(moment)],
    [18, () => anyHoldAct(moment)],
    [15, () => anyCorrection(moment)],
    [10, () => anyLimit(moment)],
    [2, () => ({ type: 'RecordDue' })],
  ]);
}
