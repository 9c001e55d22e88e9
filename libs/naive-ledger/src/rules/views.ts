import type { Allocation, Balance, GrantView, HoldView } from '#libs/contract';
import { amountOf, inPlace, isScheduled, isUnlimited, left, lotsOf, overdrawn, termsOf } from './balances.js';
import { calendarSpan, type Span } from './calendar.js';
import { inDrawingOrder } from './drawing.js';
import type { Lot, NaiveCharge, NaiveHold } from './facts.js';
import { timeOf, total, written, type Tokens } from './figures.js';
import { latest, type NaiveAccount } from './naive-account.js';
import { endOf } from './passing-time.js';

/** Without what is told once it is recorded: here it is told as soon as it is due. */
export type ShownAllocation = Omit<Allocation, 'name' | 'engine' | 'icon' | 'alert'>;
export type ShownBalance = Omit<Balance, 'accountId' | 'zone' | 'asOf' | 'allocations'> & {
  readonly allocations: readonly ShownAllocation[];
};

/** What users must be shown at the moment up to which time has passed. */
export function shownBalance(account: NaiveAccount, zone: string, now: number): ShownBalance {
  const month = calendarSpan(zone, 'month', now);
  const models = [...account.models].sort();
  const all = models.map((model) => ({
    model,
    terms: termsOf(account, model),
    unlimited: isUnlimited(account, model),
    used: usedBetween(account, model, month),
  }));
  const available = total(all.map(({ terms }) => terms.available));
  const held = total(all.map(({ terms }) => terms.held));
  return {
    total: written(available + held),
    available: written(available),
    held: written(held),
    usedThisMonth: written(total(all.map(({ used }) => used))),
    activeAllocations: all.filter(({ terms, unlimited }) => unlimited || terms.available + terms.held > 0n)
      .length,
    allocations: all.map((each) => shownAllocation(account, each)),
  };
}

function usedBetween(account: NaiveAccount, model: string, { start, end }: Span): Tokens {
  return charged(account, (charge) => charge.model === model && charge.at >= start && charge.at < end);
}

export function unlimitedSpent(account: NaiveAccount, model: string): Tokens {
  return charged(account, (charge) => charge.model === model && charge.unlimited);
}

/** And not taken back. */
export function charged(account: NaiveAccount, counts: (charge: NaiveCharge) => boolean): Tokens {
  const charges = account.charges.filter(counts);
  const takenBack = account.reversals.filter(({ charge }) => counts(charge));
  return total(charges.map(({ tokens }) => tokens)) - total(takenBack.map(({ tokens }) => tokens));
}

interface Shown {
  readonly model: string;
  readonly terms: ReturnType<typeof termsOf>;
  readonly unlimited: boolean;
  readonly used: Tokens;
}

function shownAllocation(account: NaiveAccount, { model, terms, unlimited, used }: Shown): ShownAllocation {
  const lots = lotsOf(account, model);
  const alertBasis = latest(account.bases, model)?.basis;
  const alive = inDrawingOrder(lots.filter((lot) => left(lot) > 0n));
  const ends = alive.flatMap(({ expiresAt }) => expiresAt ?? []);
  return {
    model,
    unlimited,
    granted: written(terms.granted),
    available: written(terms.available),
    held: written(terms.held),
    spent: written(terms.spent),
    expired: written(terms.expired),
    revoked: written(terms.revoked),
    unlimitedSpent: written(unlimitedSpent(account, model)),
    overdrawn: written(overdrawn(account, model)),
    overdraftLimit: written(latest(account.overdraftLimits, model)?.limit ?? 0n),
    basis: written(total(alive.map(amountOf))),
    alertBasis: alertBasis === undefined ? null : written(alertBasis),
    usedThisMonth: written(used),
    expiresAt: ends.length === 0 ? null : timeOf(Math.min(...ends)),
    grants: alive.map((lot) => shownLot(lot, left(lot))),
    scheduled: lots.filter(isScheduled).map((lot) => shownLot(lot, inPlace(lot.moves, 'scheduled'))),
    holds: openHolds(account, model).map(shownHold),
  };
}

function openHolds({ holds }: NaiveAccount, model: string): readonly NaiveHold[] {
  const open = holds.filter((hold) => hold.price.model === model && hold.closed.length === 0);
  return open.sort((a, b) => (a.holdId < b.holdId ? -1 : 1));
}

function shownLot(lot: Lot, remaining: Tokens): GrantView {
  const { grantId, source, label, priority, grantedAt, effectiveFrom, expiresAt, rollover } = lot;
  return {
    grantId,
    source,
    label,
    amount: written(amountOf(lot)),
    remaining: written(remaining),
    priority,
    grantedAt: timeOf(grantedAt),
    effectiveFrom: timeOf(effectiveFrom),
    expiresAt: expiresAt === null ? null : timeOf(expiresAt),
    rollover,
  };
}

function shownHold(hold: NaiveHold): HoldView {
  const { holdId, price, tokens, unlimited, overagePolicy, reservedAt } = hold;
  return {
    holdId,
    feature: price.feature,
    tokens: written(tokens),
    unlimited,
    overagePolicy,
    reservedAt: timeOf(reservedAt),
    expiresAt: timeOf(endOf(hold)),
  };
}
