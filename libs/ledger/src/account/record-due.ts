import { amount, formatAmount, microTokens, smaller, subtract, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { AccountEvent, GrantTookEffect } from './account.events.js';
import { earliestDue, type Due } from './earliest-due.js';
import { rolloverGrantId, type Grant } from './grant.js';
import type { HoldExpired } from './hold.events.js';
import type { Hold } from './hold.js';
import { balanceAfter, Recording, written } from './recording.js';

/**
 * What time does to an account: grants take effect, expire or roll over, holds expire. It counts from
 * its instant on. The events that record it are written with the next command, whatever that is.
 */
export interface RecordDue {
  readonly type: 'RecordDue';
}

/** The account as it is at a moment: with everything applied that is due and not recorded yet. */
export function asOf(account: Account, now: Date): Account {
  const recording = new Recording(account);
  recordDue(recording, now);
  return recording.account;
}

/**
 * In the order in which it happened, and never back in time: tokens that come back to a grant which is
 * over are due at once, at the moment at which they came. Before time goes on from a moment, what is
 * available then pays overdrafts, and the thresholds that were passed by then are told.
 * @param since when something has just happened; nothing has come back before the first of what is due.
 */
export function recordDue(recording: Recording, now: Date, since: Date | null = null): void {
  let moment = since?.getTime() ?? null;
  for (let due = nextDue(recording, now, moment); due; due = nextDue(recording, now, moment)) {
    moment = Math.max(moment ?? due.at, due.at);
    recording.record(...eventsOf(due, recording.account, new Date(moment)));
  }
}

function nextDue(recording: Recording, now: Date, moment: number | null): Due | null {
  const due = dueBy(recording.account, now);
  if (moment === null || (due && due.at <= moment)) return due;
  recording.closeMoment(new Date(moment));
  return dueBy(recording.account, now); // of a grant that paid an overdraft, less is left now
}

function dueBy(account: Account, now: Date): Due | null {
  if (account.dueFrom === null || account.dueFrom > now.getTime()) return null;
  const due = earliestDue(account);
  return due && due.at <= now.getTime() ? due : null;
}

function eventsOf(due: Due, account: Account, at: Date): readonly AccountEvent[] {
  switch (due.kind) {
    case 'takes-effect':
      return [tookEffect(account, due.model, due.grant)];
    case 'hold-expires':
      return [holdExpired(account, due.hold)];
    case 'is-revoked':
      return [revokedAgain(account, due.model, { grant: due.grant, at })];
    case 'grant-expires':
      return grantExpired(account, due.model, { grant: due.grant, at });
  }
}

function tookEffect(account: Account, model: string, grant: Grant): GrantTookEffect {
  return {
    type: 'GrantTookEffect',
    data: {
      grantId: grant.grantId,
      model,
      amount: formatAmount(grant.amount),
      effectiveAt: grant.effectiveFrom.toISOString(),
      balanceAfter: balanceAfter(allocationOf(account, model), grant.amount),
    },
  };
}

function holdExpired(account: Account, { holdId, model, drawn, expiresAt }: Hold): HoldExpired {
  const back = drawn.reduce((total, { tokens }) => total + tokens, 0n);
  return {
    type: 'HoldExpired',
    data: {
      holdId,
      model,
      returned: written(drawn),
      balanceAfter: balanceAfter(allocationOf(account, model), back),
      expiredAt: expiresAt.toISOString(),
    },
  };
}

function revokedAgain(
  account: Account,
  model: string,
  { grant, at }: { readonly grant: Grant; readonly at: Date },
): AccountEvent {
  return {
    type: 'TokensRevoked',
    data: {
      grantId: grant.grantId,
      tokens: formatAmount(grant.remaining),
      model,
      voided: false,
      scheduled: false,
      reason: grant.revokedFor ?? '',
      balanceAfter: balanceAfter(allocationOf(account, model), -grant.remaining),
      revokedAt: at.toISOString(),
    },
  };
}

function grantExpired(
  account: Account,
  model: string,
  { grant, at }: { readonly grant: Grant; readonly at: Date },
): readonly AccountEvent[] {
  const allocation = allocationOf(account, model);
  const { grantId, remaining, rollover } = grant;
  const rolled = rollsOver(grant, at);
  const rest = subtract(remaining, rolled);
  const events: AccountEvent[] = [];
  if (rollover.rule !== 'none' && rolled > 0n) {
    events.push({
      type: 'TokensRolledOver',
      data: {
        fromGrantId: grantId,
        grantId: rolloverGrantId(grantId),
        model,
        source: grant.source,
        priority: grant.priority,
        tokens: formatAmount(rolled),
        rolledOverAt: at.toISOString(),
        expiresAt: rollover.until,
        balanceAfter: balanceAfter(allocation, 0n),
      },
    });
  }
  if (rest > 0n) {
    events.push({
      type: 'TokensExpired',
      data: {
        grantId,
        tokens: formatAmount(rest),
        model,
        expiredAt: at.toISOString(),
        balanceAfter: balanceAfter(allocation, -rest),
      },
    });
  }
  return events;
}

/**
 * The cap is on all that ever rolls over from the grant, also when a hold on it ends later. What comes back
 * when the next period is over too has nowhere to go.
 */
function rollsOver({ remaining, rollover, rolledOver }: Grant, at: Date): TokenAmount {
  if (rollover.rule === 'none' || Date.parse(rollover.until) <= at.getTime()) return microTokens(0n);
  switch (rollover.rule) {
    case 'all':
      return remaining;
    case 'capped': {
      const left = subtract(amount(rollover.cap), rolledOver);
      return left > 0n ? smaller(left, remaining) : microTokens(0n);
    }
  }
}
