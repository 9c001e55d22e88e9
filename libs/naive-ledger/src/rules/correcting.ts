import type { AdjustBalance, RevokeGrant } from '#libs/ledger';
import { amountOf, available, inPlace, left } from './balances.js';
import { refuseInsufficient } from './charging.js';
import { draw, drawsOf, move } from './drawing.js';
import { enterCorrection, refuseEntries } from './entering.js';
import type { Lot } from './facts.js';
import { timeOf, written, type Tokens } from './figures.js';
import { takeAway } from './lapsing.js';
import type { NaiveAccount } from './naive-account.js';
import { refuse } from './refused.js';

/** Up is a grant, down revokes what is available. */
export function adjust(account: NaiveAccount, command: AdjustBalance, now: number): void {
  const { operationId, model, direction, tokens, reason } = command;
  if (tokens <= 0n) refuse({ code: 'amount-not-positive', amount: written(tokens) });
  if (direction === 'down') {
    if (!account.models.includes(model)) refuse({ code: 'allocation-not-found', model });
    refuseInsufficient(account, model, { tokens, overdraft: 0n });
  }
  if (direction === 'up') refuseEntries(account, [{ model, tokens }]);
  const before = available(account, model);
  const drawn = direction === 'down' ? draw(account, model, tokens) : [];
  move(account, drawn, { from: 'available', to: 'revoked', at: now });
  if (direction === 'up') {
    enterCorrection(account, { grantId: operationId, model, tokens, label: reason, at: now });
  }
  account.record({
    type: 'BalanceAdjusted',
    data: {
      operationId,
      model,
      direction,
      tokens: written(tokens),
      grantId: direction === 'up' ? operationId : null,
      drawn: drawsOf(drawn),
      reason,
      balanceBefore: written(before),
      balanceAfter: written(available(account, model)),
      adjustedAt: timeOf(now),
    },
  });
}

/** Takes away what is left of a grant, scheduled or not. What holds have set aside of it follows when it comes back. */
export function revokeGrant(account: NaiveAccount, command: RevokeGrant, now: number): void {
  const { grantId, reason, onlyIfUnspent, evenIfPaid } = command;
  const lot = account.lots.find((each) => each.grantId === grantId);
  if (!lot) return refuse({ code: 'grant-not-found', grantId });
  if (isClosed(account, lot)) refuse({ code: 'grant-closed', grantId });
  if (lot.source === 'purchase' && !evenIfPaid) refuse({ code: 'purchase-not-refundable', grantId });
  const [remaining, entered] = [toRevoke(lot), amountOf(lot)];
  if (onlyIfUnspent && remaining < entered) {
    refuse({ code: 'grant-spent', grantId, amount: written(entered), remaining: written(remaining) });
  }
  account.add(lot.revocations, reason);
  takeAway(account, lot, { reason, voided: remaining === entered, at: now });
}

function toRevoke(lot: Lot): Tokens {
  return left(lot) + inPlace(lot.moves, 'scheduled');
}

/** It was revoked before, or nothing of it is left and nothing can come back from a hold. */
function isClosed({ holds }: NaiveAccount, lot: Lot): boolean {
  const held = holds.some(
    ({ closed, drawn }) => closed.length === 0 && drawn.some((portion) => portion.lot === lot),
  );
  return lot.revocations.length > 0 || (toRevoke(lot) === 0n && !held);
}
