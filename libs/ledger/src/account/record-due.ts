import { amount, formatAmount, microTokens, smaller, subtract, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { AccountEvent, GrantTookEffect } from './account.events.js';
import { earliestDue, type Due } from './earliest-due.js';
import type { Grant } from './grant.js';
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

/** In the order in which it happened; whatever becomes available pays overdrafts first. */
export function recordDue(recording: Recording, now: Date): void {
  recording.repayOverdrafts(now);
  for (let due = dueBy(recording.account, now); due; due = dueBy(recording.account, now)) {
    recording.record(...eventsOf(due, recording.account, now));
    recording.repayOverdrafts(now);
  }
}

function dueBy(account: Account, now: Date): Due | null {
  if (account.dueFrom === null || account.dueFrom > now.getTime()) return null;
  const due = earliestDue(account);
  return due && due.at <= now.getTime() ? due : null;
}

function eventsOf(due: Due, account: Account, now: Date): readonly AccountEvent[] {
  switch (due.kind) {
    case 'takes-effect':
      return [tookEffect(account, due.model, due.grant)];
    case 'hold-expires':
      return [holdExpired(account, due.hold)];
    case 'is-revoked':
      return [revokedAgain(account, due.model, { grant: due.grant, now })];
    case 'grant-expires':
      return grantExpired(account, due.model, { grant: due.grant, at: new Date(due.at) });
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
  { grant, now }: { readonly grant: Grant; readonly now: Date },
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
      revokedAt: now.toISOString(),
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
  const rolled = rollsOver(grant);
  const rest = subtract(remaining, rolled);
  const events: AccountEvent[] = [];
  if (rollover.rule !== 'none' && rolled > 0n) {
    events.push({
      type: 'TokensRolledOver',
      data: {
        fromGrantId: grantId,
        grantId: `${grantId}~rollover`,
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

/** The cap is on all that ever rolls over from the grant, also when a hold on it ends later. */
function rollsOver({ remaining, rollover, rolledOver }: Grant): TokenAmount {
  switch (rollover.rule) {
    case 'none':
      return microTokens(0n);
    case 'all':
      return remaining;
    case 'capped': {
      const left = subtract(amount(rollover.cap), rolledOver);
      return left > 0n ? smaller(left, remaining) : microTokens(0n);
    }
  }
}
