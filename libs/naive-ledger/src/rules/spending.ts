import type { OverageRefused, SpendingCapReached } from '#libs/ledger';
import { available, held } from './balances.js';
import { spanOf } from './calendar.js';
import { PERIODS, type Freeze, type Period } from './facts.js';
import { room, timeOf, total, written, type Tokens } from './figures.js';
import { latest, type NaiveAccount } from './naive-account.js';
import { refuse } from './refused.js';

/** A freeze of the account or of the model. */
export function freezeOn(
  account: NaiveAccount,
  model: string,
): (Freeze & { readonly model: string | null }) | null {
  for (const scope of [null, model]) {
    const freeze = latest(account.freezes, scope)?.freeze;
    if (freeze) return { ...freeze, model: scope };
  }
  return null;
}

export function refuseFrozen(account: NaiveAccount, model: string, needed: Tokens): void {
  const freeze = freezeOn(account, model);
  if (!freeze) return;
  const [there, aside] = [available(account, model), held(account, model)];
  const figures = { needed: written(needed), available: written(there), held: written(aside) };
  refuse({ code: 'spending-frozen', ...freeze, ...figures });
}

export interface Cap {
  readonly model: string | null;
  readonly period: Period;
  readonly cap: Tokens;
  readonly spent: Tokens;
  readonly held: Tokens;
  readonly left: Tokens;
  readonly resetsAt: string;
}

/** Account before model; day, week, month. */
export function capsOn(account: NaiveAccount, model: string, now: number): readonly Cap[] {
  return [null, model].flatMap((scope) =>
    PERIODS.flatMap((period) => capOf(account, scope, { period, now })),
  );
}

function capOf(
  account: NaiveAccount,
  model: string | null,
  { period, now }: { readonly period: Period; readonly now: number },
): readonly Cap[] {
  const cap = latest(account.caps, model)?.caps[period] ?? null;
  if (cap === null) return [];
  const { start, end } = spanOf(account, period, now);
  const counts = (charged: string) => model === null || model === charged;
  const charges = account.charges.filter((each) => counts(each.model) && each.at >= start && each.at < end);
  const takenBack = account.reversals.filter(({ charge }) => charges.includes(charge));
  const open = account.holds.filter((hold) => counts(hold.price.model) && hold.closed.length === 0);
  const spent = total(charges.map(({ tokens }) => tokens)) - total(takenBack.map(({ tokens }) => tokens));
  const aside = total(open.map(({ tokens }) => tokens));
  return [{ model, period, cap, spent, held: aside, left: cap - spent - aside, resetsAt: timeOf(end) }];
}

/** What is not charged at all is never too much. */
export function refuseBeyondCaps(
  account: NaiveAccount,
  model: string,
  { tokens, now }: { readonly tokens: Tokens; readonly now: number },
): void {
  if (tokens === 0n) return;
  const reached = capsOn(account, model, now).find(({ left }) => tokens > left);
  if (reached) refuse(capReached(reached, tokens));
}

export function scopeOf(model: string | null): 'account' | 'model' {
  return model === null ? 'account' : 'model';
}

function capReached(
  { model, period, cap, spent, left, resetsAt, ...rest }: Cap,
  needed: Tokens,
): SpendingCapReached {
  return {
    code: 'spending-cap-reached',
    scope: scopeOf(model),
    model,
    period,
    cap: written(cap),
    spent: written(spent),
    held: written(rest.held),
    needed: written(needed),
    available: written(room(left)),
    resetsAt,
  };
}

export interface Room {
  readonly room: Tokens;
  readonly limitedBy: OverageRefused['limitedBy'];
  readonly cap: Cap | null;
}

/** The narrowest; of equal ones the first. */
export function narrowest(rooms: readonly Room[]): Room | null {
  return rooms.reduce<Room | null>((found, each) => (found && found.room <= each.room ? found : each), null);
}
