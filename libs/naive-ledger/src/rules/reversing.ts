import type { ReverseCharge } from '#libs/ledger';
import { available, isOver, overdrawn } from './balances.js';
import { timeZoneOf } from './calendar.js';
import { drawsOf, firstOf, move, rest, sumOfPortions } from './drawing.js';
import { enterCorrection, refuseEntries } from './entering.js';
import type { NaiveCharge, Portion } from './facts.js';
import { least, room, timeOf, total, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { refuse } from './refused.js';

interface Back {
  readonly returned: readonly Portion[];
  readonly overdraftReduced: Tokens;
  readonly regranted: Tokens;
}

/** The last drawn first, never more than was charged. */
export function reverse(account: NaiveAccount, command: ReverseCharge, now: number): void {
  const { operationId, original, reason } = command;
  const charge = account.charges.find((each) => each.operationId === original.operationId);
  if (!charge) throw new Error(`There is no charge ${original.operationId} to reverse.`);
  const tokens = reversible(account, charge, command);
  const back = charge.unlimited ? NOTHING : backOf(account, charge, { tokens, now, command });
  const { model, feature, unlimited } = charge;
  if (back.regranted > 0n) refuseEntries(account, [{ model, tokens: back.regranted }]);
  move(account, back.returned, { from: 'spent', to: 'available', at: now });
  account.add(account.uses, { at: now, timeZone: timeZoneOf(account) });
  account.add(account.reversals, { charge, tokens, overdraftReduced: back.overdraftReduced });
  const lot = { grantId: operationId, model, tokens: back.regranted, label: reason, at: now };
  if (back.regranted > 0n) enterCorrection(account, lot);
  account.record({
    type: 'ConsumptionReversed',
    data: {
      operationId,
      reversedOperationId: charge.operationId,
      model,
      tokens: written(tokens),
      returned: drawsOf(back.returned),
      overdraftReduced: written(back.overdraftReduced),
      regranted: back.regranted > 0n ? { grantId: operationId, tokens: written(back.regranted) } : null,
      unlimited,
      feature,
      chargedAt: timeOf(charge.at),
      reason,
      balanceAfter: written(available(account, model)),
      reversedAt: timeOf(now),
    },
  });
}

const NOTHING: Back = { returned: [], overdraftReduced: 0n, regranted: 0n };

function reversible(account: NaiveAccount, charge: NaiveCharge, { amount }: ReverseCharge): Tokens {
  const most = charge.tokens - takenBack(account, charge);
  const asked = amount ?? most;
  const { operationId } = charge;
  if (amount !== null && amount <= 0n) refuse({ code: 'amount-not-positive', amount: written(amount) });
  if (asked > most || asked === 0n) {
    const figures = { asked: written(asked), reversible: written(most) };
    refuse({ code: 'reversal-exceeds-charge', operationId, ...figures });
  }
  return asked;
}

export function takenBack({ reversals }: NaiveAccount, charge: NaiveCharge): Tokens {
  return total(reversals.filter((each) => each.charge === charge).map(({ tokens }) => tokens));
}

interface Taking {
  readonly tokens: Tokens;
  readonly now: number;
  readonly command: ReverseCharge;
}

/** What was overdrawn was charged last, so it comes back first. */
function backOf(account: NaiveAccount, charge: NaiveCharge, { tokens, now, command }: Taking): Back {
  const before = takenBack(account, charge);
  const ofOverdraft = least(tokens, room(charge.overdrawn - before));
  const overdraftReduced = least(ofOverdraft, overdrawn(account, charge.model));
  const lastFirst = rest([...charge.drawn].reverse(), room(before - charge.overdrawn));
  const back = firstOf(lastFirst, tokens - ofOverdraft);
  const anew = command.lapsed === 'regrant' ? back.filter(({ lot }) => isOver(lot, now)) : [];
  return {
    returned: back.filter((portion) => !anew.includes(portion)),
    overdraftReduced,
    regranted: ofOverdraft - overdraftReduced + sumOfPortions(anew),
  };
}
