import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { amount, formatAmount, type TokenAmount } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { EnteredGrant, GrantSource, RolloverRule, TokensGranted } from './account.events.js';
import { refuseEntries } from './entry-limits.js';
import { balanceAfter } from './recording.js';

/** A lot of tokens that is to enter an allocation. */
export interface NewGrant {
  readonly grantId: string;
  readonly model: string;
  readonly amount: TokenAmount;
  readonly priority: number;
  /** Null: at once, as without it. */
  readonly effectiveFrom?: Date | null;
  readonly expiresAt: Date | null;
  /** Without it nothing rolls over. */
  readonly rollover?: RolloverRule;
}

export interface GrantTokens extends NewGrant {
  readonly type: 'GrantTokens';
  readonly source: Exclude<GrantSource, 'purchase'>;
  readonly reason: string | null;
}

export function grantTokens(command: GrantTokens, account: Account, now: Date): Decision<TokensGranted> {
  const refusal =
    refuseGrant(command, account.grantIds, now) ??
    refuseEntries(account, [{ model: command.model, tokens: command.amount }]);
  if (refusal) return refusal;
  const allocation = allocationOf(account, command.model);
  const counts = !isScheduled(command, now);
  const data: TokensGranted['data'] = {
    ...enteredGrant(command, balanceAfter(allocation, counts ? command.amount : 0n), now),
    source: command.source,
    reason: command.reason,
    grantedAt: now.toISOString(),
  };
  return [{ type: 'TokensGranted', data }];
}

export function isScheduled({ effectiveFrom }: NewGrant, now: Date): boolean {
  return (effectiveFrom?.getTime() ?? 0) > now.getTime();
}

export function enteredGrant(grant: NewGrant, balance: string, now: Date): EnteredGrant {
  return {
    grantId: grant.grantId,
    model: grant.model,
    amount: formatAmount(grant.amount),
    priority: grant.priority,
    effectiveFrom: (grant.effectiveFrom ?? now).toISOString(),
    expiresAt: grant.expiresAt?.toISOString() ?? null,
    rollover: writtenRollover(grant.rollover),
    balanceAfter: balance,
  };
}

/** Times in events are in UTC, however they were given. */
function writtenRollover(rollover: RolloverRule = { rule: 'none' }): RolloverRule {
  return rollover.rule === 'none' ? rollover : { ...rollover, until: new Date(rollover.until).toISOString() };
}

export function refuseGrant(grant: NewGrant, grantIds: ReadonlySet<string>, now: Date): Refusal | null {
  if (grant.amount <= 0n) return { code: 'amount-not-positive', amount: formatAmount(grant.amount) };
  if (grantIds.has(grant.grantId)) return { code: 'grant-already-exists', grantId: grant.grantId };
  return refuseTimes(grant, now) ?? refuseRollover(grant);
}

function refuseTimes({ effectiveFrom, expiresAt }: NewGrant, now: Date): Refusal | null {
  if (effectiveFrom && effectiveFrom.getTime() < now.getTime()) {
    return {
      code: 'effective-in-the-past',
      effectiveFrom: effectiveFrom.toISOString(),
      now: now.toISOString(),
    };
  }
  if (!expiresAt) return null;
  if (expiresAt.getTime() <= now.getTime()) {
    return { code: 'expiry-in-the-past', expiresAt: expiresAt.toISOString(), now: now.toISOString() };
  }
  if (!effectiveFrom || expiresAt.getTime() > effectiveFrom.getTime()) return null;
  return {
    code: 'expiry-before-effect',
    expiresAt: expiresAt.toISOString(),
    effectiveFrom: effectiveFrom.toISOString(),
  };
}

function refuseRollover({ rollover, expiresAt }: NewGrant): Refusal | null {
  if (!rollover || rollover.rule === 'none') return null;
  if (!expiresAt) return { code: 'invalid-rollover', problem: 'A grant without expiry never rolls over.' };
  if (!(Date.parse(rollover.until) > expiresAt.getTime())) {
    return { code: 'invalid-rollover', problem: 'The next period must end after the expiry of the grant.' };
  }
  if (rollover.rule === 'capped' && amount(rollover.cap) <= 0n) {
    return { code: 'invalid-rollover', problem: 'The cap must be positive.' };
  }
  return null;
}
