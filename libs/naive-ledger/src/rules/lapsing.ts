import { available, inPlace, left } from './balances.js';
import { enter } from './entering.js';
import type { Lot } from './facts.js';
import { least, room, timeOf, tokensOf, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';

/** The lot is over: what is left of it is revoked, or rolls over as far as it may, and the rest expires. */
export function lapse(account: NaiveAccount, lot: Lot, at: number): void {
  const reason = lot.revocations.at(-1);
  if (reason !== undefined) return takeAway(account, lot, { reason, voided: false, at });
  const rolling = toRollOver(lot, at);
  if (rolling > 0n) rollOver(account, lot, { tokens: rolling, at });
  if (left(lot) > 0n) expire(account, lot, at);
}

interface Revocation {
  readonly reason: string;
  readonly voided: boolean;
  readonly at: number;
}

/** Scheduled tokens enter and are gone at once. */
export function takeAway(account: NaiveAccount, lot: Lot, { reason, voided, at }: Revocation): void {
  const { grantId, model } = lot;
  const scheduled = inPlace(lot.moves, 'scheduled');
  const tokens = scheduled + left(lot);
  account.add(lot.moves, { from: 'scheduled', to: 'available', tokens: scheduled, at });
  account.add(lot.moves, { from: 'available', to: 'revoked', tokens, at });
  const data = {
    grantId,
    model,
    tokens: written(tokens),
    voided,
    scheduled: scheduled > 0n,
    reason,
    balanceAfter: written(available(account, model)),
    revokedAt: timeOf(at),
  };
  account.record({ type: 'TokensRevoked', data });
}

function toRollOver({ rollover, moves }: Lot, at: number): Tokens {
  const remaining = inPlace(moves, 'available');
  if (rollover.rule === 'none' || Date.parse(rollover.until) <= at) return 0n;
  if (rollover.rule === 'all') return remaining;
  return least(remaining, room(tokensOf(rollover.cap) - inPlace(moves, 'rolled over')));
}

/** All that rolls over of one lot comes into one other: it may get more when a hold ends later. */
function rollOver(account: NaiveAccount, lot: Lot, { tokens, at }: { tokens: Tokens; at: number }): void {
  const { model, source, priority, rollover } = lot;
  const until = rollover.rule === 'none' ? timeOf(at) : rollover.until;
  const grantId = `${lot.grantId}~rollover`;
  account.add(lot.moves, { from: 'available', to: 'rolled over', tokens, at });
  const known = account.lots.find((each) => each.grantId === grantId);
  const terms = { grantId, model, source, priority, label: null, expiresAt: Date.parse(until) };
  if (known) account.add(known.moves, { from: 'nowhere', to: 'available', tokens, at });
  else enter(account, { ...terms, tokens, at, effectiveFrom: at, rollover: { rule: 'none' } });
  account.record({
    type: 'TokensRolledOver',
    data: {
      fromGrantId: lot.grantId,
      grantId,
      model,
      source,
      priority,
      tokens: written(tokens),
      rolledOverAt: timeOf(at),
      expiresAt: until,
      balanceAfter: written(available(account, model)),
    },
  });
}

function expire(account: NaiveAccount, lot: Lot, at: number): void {
  const { grantId, model } = lot;
  const tokens = left(lot);
  account.add(lot.moves, { from: 'available', to: 'expired', tokens, at });
  const balanceAfter = written(available(account, model));
  const data = { grantId, model, tokens: written(tokens), expiredAt: timeOf(at), balanceAfter };
  account.record({ type: 'TokensExpired', data });
}
