import { isTimeZone } from '../calendar/zoned-days.js';
import type { Decision } from '../decider/decider.js';
import { formatAmount, type TokenAmount } from '../tokens/index.js';
import type { Account } from './account.js';
import type { LimitEvent, OverdraftLimitSet, SpendingCapsSet, TimeZoneSet } from './limit.events.js';
import { CAP_PERIODS } from './limits.js';

export interface SetOverdraftLimit {
  readonly type: 'SetOverdraftLimit';
  readonly model: string;
  /** Zero: nothing may be overdrawn. What is overdrawn already stays until it is repaid. */
  readonly limit: TokenAmount;
}

/** Replaces all three caps of the account (model null) or of a model; null lifts one. */
export interface SetSpendingCaps {
  readonly type: 'SetSpendingCaps';
  readonly model: string | null;
  readonly day: TokenAmount | null;
  readonly week: TokenAmount | null;
  readonly month: TokenAmount | null;
}

export interface SetTimeZone {
  readonly type: 'SetTimeZone';
  readonly timeZone: string;
}

/** Stops consuming and reserving of the account (model null) or of a model; settling goes on. */
export interface FreezeSpending {
  readonly type: 'FreezeSpending';
  readonly model: string | null;
  readonly reason: string;
}

export interface UnfreezeSpending {
  readonly type: 'UnfreezeSpending';
  readonly model: string | null;
  readonly reason: string;
}

export function setOverdraftLimit(
  { model, limit }: SetOverdraftLimit,
  _account: Account,
  now: Date,
): Decision<OverdraftLimitSet> {
  if (limit < 0n) return { code: 'amount-not-positive', amount: formatAmount(limit) };
  return [
    { type: 'OverdraftLimitSet', data: { model, limit: formatAmount(limit), setAt: now.toISOString() } },
  ];
}

export function setSpendingCaps(
  command: SetSpendingCaps,
  _account: Account,
  now: Date,
): Decision<SpendingCapsSet> {
  for (const period of CAP_PERIODS) {
    const cap = command[period];
    if (cap !== null && cap < 0n) return { code: 'amount-not-positive', amount: formatAmount(cap) };
  }
  const formatted = (cap: TokenAmount | null) => (cap === null ? null : formatAmount(cap));
  const { model, day, week, month } = command;
  const data = { model, day: formatted(day), week: formatted(week), month: formatted(month) };
  return [{ type: 'SpendingCapsSet', data: { ...data, setAt: now.toISOString() } }];
}

export function setTimeZone({ timeZone }: SetTimeZone, _account: Account, now: Date): Decision<TimeZoneSet> {
  if (!isTimeZone(timeZone)) return { code: 'unknown-time-zone', timeZone };
  return [{ type: 'TimeZoneSet', data: { timeZone, setAt: now.toISOString() } }];
}

export function freezeSpending(
  { model, reason }: FreezeSpending,
  _account: Account,
  now: Date,
): Decision<LimitEvent> {
  return [{ type: 'SpendingFrozen', data: { model, reason, frozenAt: now.toISOString() } }];
}

export function unfreezeSpending(
  { model, reason }: UnfreezeSpending,
  _account: Account,
  now: Date,
): Decision<LimitEvent> {
  return [{ type: 'SpendingUnfrozen', data: { model, reason, unfrozenAt: now.toISOString() } }];
}
