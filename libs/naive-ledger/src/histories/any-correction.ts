import { microTokens } from '#libs/ledger/tokens';
import type { AccountCommand, AdjustBalance, ReverseCharge, RevokeGrant } from '#libs/ledger';
import { available, left } from '../rules/balances.js';
import { drawsOf } from '../rules/drawing.js';
import type { NaiveCharge } from '../rules/facts.js';
import { takenBack } from '../rules/reversing.js';
import { timeOf, written } from '../rules/figures.js';
import type { Moment } from './any-command.js';
import { anyAmount } from './any-grant.js';
import { anyModel, anyModelToGrant } from './any-use.js';

const REASONS = ['counted twice', 'the answer was empty', 'goodwill'] as const;

export function anyCorrection(moment: Moment): AccountCommand {
  return moment.dice.choose<AccountCommand>([
    [8, () => anyReversal(moment)],
    [5, () => anyAdjustment(moment)],
    [3, () => anyRevocation(moment)],
  ]);
}

function anyReversal(moment: Moment): AccountCommand {
  const { dice, account, operationId } = moment;
  const some = dice.chance(0.6) ? account.charges.slice(-6) : account.charges;
  const open = some.filter((charge) => charge.tokens > takenBack(account, charge));
  const charge = dice.anyOf(dice.chance(0.95) ? open : some);
  if (!charge) return anyAdjustment(moment);
  const rest = charge.tokens - takenBack(account, charge);
  const parts = [rest, rest / 2n + 1n, charge.overdrawn || rest, rest / 3n + 1n] as const;
  const amount = dice.chance(0.4) ? null : microTokens(dice.chance(0.06) ? rest + 1n : dice.oneOf(parts));
  return {
    type: 'ReverseCharge',
    operationId,
    original: factsOf(charge),
    amount,
    reason: dice.oneOf(REASONS),
    lapsed: dice.oneOf(['lapse', 'regrant']),
  } satisfies ReverseCharge;
}

function factsOf({ tokens, drawn, overdrawn, at, ...charge }: NaiveCharge): ReverseCharge['original'] {
  return {
    ...charge,
    tokens: written(tokens),
    drawn: drawsOf(drawn),
    overdrawn: written(overdrawn),
    chargedAt: timeOf(at),
  };
}

function anyAdjustment(moment: Moment): AdjustBalance {
  const { dice, account, operationId } = moment;
  const direction = dice.oneOf(['up' as const, 'down' as const]);
  const model = direction === 'up' ? anyModelToGrant(moment) : anyModel(moment);
  const there = available(account, model);
  const part = microTokens((there * BigInt(dice.whole(1, 100))) / 100n + dice.oneOf([0n, 0n, 0n, 1n]));
  const tokens = direction === 'down' && dice.chance(0.9) ? part : anyAmount(dice);
  return { type: 'AdjustBalance', operationId, model, direction, tokens, reason: dice.oneOf(REASONS) };
}

function anyRevocation({ dice, account }: Moment): RevokeGrant {
  const alive = account.lots.filter((lot) => left(lot) > 0n);
  const lot = dice.anyOf(dice.chance(0.85) ? alive : account.lots);
  return {
    type: 'RevokeGrant',
    grantId: dice.chance(0.04) ? 'never-granted' : (lot?.grantId ?? 'never-granted'),
    reason: dice.oneOf(['fraud', 'chargeback']),
    onlyIfUnspent: dice.chance(0.35),
    evenIfPaid: dice.chance(0.75),
  };
}
