import type {
  FreezeSpending,
  SetOverdraftLimit,
  SetSpendingCaps,
  SetTimeZone,
  SetUnlimited,
  UnfreezeSpending,
} from '#libs/ledger';
import { isZone } from './calendar.js';
import { timeOf, written } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { refuse } from './refused.js';

/** Whatever is said of a model makes its allocation appear, empty as it may be. */
function mentionOrAll(account: NaiveAccount, model: string | null): void {
  if (model !== null) account.mention(model);
}

export function setOverdraftLimit(account: NaiveAccount, command: SetOverdraftLimit, now: number): void {
  const { model, limit } = command;
  if (limit < 0n) refuse({ code: 'amount-not-positive', amount: written(limit) });
  account.mention(model);
  account.add(account.overdraftLimits, { model, limit });
  account.record({ type: 'OverdraftLimitSet', data: { model, limit: written(limit), setAt: timeOf(now) } });
}

export function setSpendingCaps(account: NaiveAccount, command: SetSpendingCaps, now: number): void {
  const { model, day, week, month } = command;
  const caps = { day, week, month };
  for (const cap of Object.values(caps)) {
    if (cap !== null && cap < 0n) refuse({ code: 'amount-not-positive', amount: written(cap) });
  }
  mentionOrAll(account, model);
  account.add(account.caps, { model, caps });
  const text = (cap: bigint | null) => (cap === null ? null : written(cap));
  const data = { model, day: text(day), week: text(week), month: text(month), setAt: timeOf(now) };
  account.record({ type: 'SpendingCapsSet', data });
}

export function setTimeZone(account: NaiveAccount, { timeZone }: SetTimeZone, now: number): void {
  if (!isZone(timeZone)) refuse({ code: 'unknown-time-zone', timeZone });
  account.add(account.timeZones, timeZone);
  account.record({ type: 'TimeZoneSet', data: { timeZone, setAt: timeOf(now) } });
}

export function freeze(account: NaiveAccount, { model, reason }: FreezeSpending, now: number): void {
  const frozenAt = timeOf(now);
  mentionOrAll(account, model);
  account.add(account.freezes, { model, freeze: { reason, frozenAt } });
  account.record({ type: 'SpendingFrozen', data: { model, reason, frozenAt } });
}

export function unfreeze(account: NaiveAccount, { model, reason }: UnfreezeSpending, now: number): void {
  mentionOrAll(account, model);
  account.add(account.freezes, { model, freeze: null });
  account.record({ type: 'SpendingUnfrozen', data: { model, reason, unfrozenAt: timeOf(now) } });
}

export function setUnlimited(account: NaiveAccount, { model, unlimited }: SetUnlimited, now: number): void {
  const data = { model, at: timeOf(now) };
  account.mention(model);
  account.add(account.unlimited, { model, unlimited });
  account.record({ type: unlimited ? 'AllocationMadeUnlimited' : 'AllocationMadeLimited', data });
}
