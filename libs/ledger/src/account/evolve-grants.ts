import { add, amount, subtract, sum, ZERO, type TokenAmount } from '../tokens/index.js';
import { credited, withAllocation, type Account, type Evolve } from './account.js';
import type {
  EnteredGrant,
  GrantSource,
  GrantTookEffect,
  TokensConsumed,
  TokensExpired,
  TokensGranted,
  TokensPurchased,
  TokensRolledOver,
} from './account.events.js';
import { changeGrant, enter, grantIn, take, type Allocation, type GrantDraw } from './allocation.js';
import type { Charge, Draw } from './charge.js';
import type { Grant } from './grant.js';
import { calendarAt, countSpending } from './limits.js';

export const evolveGrant: Evolve<
  TokensGranted | TokensPurchased | GrantTookEffect | TokensExpired | TokensRolledOver
> = {
  TokensGranted: (account, data) =>
    entered(account, data, { source: data.source, at: new Date(data.grantedAt) }),
  TokensPurchased: (account, data) => ({
    ...data.items.reduce(
      (state, item) => entered(state, item, { source: 'purchase', at: new Date(data.purchasedAt) }),
      account,
    ),
    purchaseIds: new Set(account.purchaseIds).add(data.purchaseId),
  }),
  GrantTookEffect: (account, { grantId, model }) =>
    withAllocation(account, model, (allocation) => tookEffect(allocation, grantId)),
  TokensExpired: (account, data) =>
    withAllocation(account, data.model, (allocation) => ({
      ...take(allocation, drawsOf([data])),
      expired: add(allocation.expired, amount(data.tokens)),
    })),
  TokensRolledOver: (account, data) => ({
    ...withAllocation(account, data.model, (allocation) =>
      rolledOver(allocation, data, account.grantIds.size),
    ),
    grantIds: new Set(account.grantIds).add(data.grantId),
  }),
};

export const evolveCharge: Evolve<TokensConsumed> = {
  TokensConsumed: (account, data) =>
    counted(
      withAllocation(account, data.model, (allocation) =>
        charged(take(allocation, drawsOf(data.drawn)), data),
      ),
      { model: data.model, tokens: amount(data.tokens), at: new Date(data.consumedAt) },
    ),
};

export function drawsOf(draws: readonly Draw[]): readonly GrantDraw[] {
  return draws.map(({ grantId, tokens }) => ({ grantId, tokens: amount(tokens) }));
}

/** What a charge does beside the grants it was drawn from. */
export function charged(allocation: Allocation, charge: Charge): Allocation {
  const tokens = amount(charge.tokens);
  if (charge.unlimited) return { ...allocation, unlimitedSpent: add(allocation.unlimitedSpent, tokens) };
  return {
    ...allocation,
    spent: sum([allocation.spent, ...charge.drawn.map((draw) => amount(draw.tokens))]),
    overdrawn: add(allocation.overdrawn, amount(charge.overdrawn)),
  };
}

export interface SpendingChange {
  readonly model: string;
  readonly tokens: bigint;
  readonly at: Date;
  /** Of the charge that is taken back. */
  readonly since?: Date;
}

/** Counts towards the caps of the account and of the model. */
export function counted(account: Account, { model, tokens, at, since = at }: SpendingChange): Account {
  const calendar = calendarAt(account.calendar, account.timeZone, at);
  const spending = countSpending(account.spending, calendar, tokens, since);
  return withAllocation({ ...account, calendar, spending }, model, (allocation) => ({
    ...allocation,
    spending: countSpending(allocation.spending, calendar, tokens, since),
  }));
}

/** A correction grant, as it enters with an event that is no TokensGranted. */
export function regranted(account: Account, model: string, draw: Draw, at: string): Account {
  const grant: EnteredGrant = {
    ...draw,
    model,
    amount: draw.tokens,
    priority: CORRECTION_PRIORITY,
    effectiveFrom: at,
    expiresAt: null,
    rollover: { rule: 'none' },
    balanceAfter: '0', // of the event that brings it; the state does not keep it
  };
  return entered(account, grant, { source: 'correction', at: new Date(at) });
}

/** Of grants that a correction makes, unless it says otherwise. */
const CORRECTION_PRIORITY = 100;

function entered(
  account: Account,
  data: EnteredGrant,
  { source, at }: { readonly source: GrantSource; readonly at: Date },
): Account {
  const tokens = amount(data.amount);
  const effectiveFrom = new Date(data.effectiveFrom);
  const grant: Grant = {
    grantId: data.grantId,
    source,
    amount: tokens,
    remaining: tokens,
    priority: data.priority,
    effectiveFrom,
    expiresAt: data.expiresAt === null ? null : new Date(data.expiresAt),
    rollover: data.rollover,
    rolledOver: ZERO,
    revokedFor: null,
    sequence: account.grantIds.size,
  };
  const change = (allocation: Allocation) =>
    effectiveFrom.getTime() > at.getTime()
      ? { ...allocation, scheduled: [...allocation.scheduled, grant] }
      : effective(allocation, grant);
  return {
    ...withAllocation(account, data.model, change),
    grantIds: new Set(account.grantIds).add(grant.grantId),
  };
}

function effective(allocation: Allocation, grant: Grant): Allocation {
  return credited(enter({ ...allocation, granted: add(allocation.granted, grant.amount) }, grant));
}

function tookEffect(allocation: Allocation, grantId: string): Allocation {
  const [grant] = allocation.scheduled.filter((each) => each.grantId === grantId);
  if (!grant) throw new RangeError(`Allocation ${allocation.model} has no scheduled grant ${grantId}.`);
  const scheduled = allocation.scheduled.filter((each) => each !== grant);
  return effective({ ...allocation, scheduled }, grant);
}

function rolledOver(allocation: Allocation, data: TokensRolledOver['data'], sequence: number): Allocation {
  const tokens = amount(data.tokens);
  const from = grantIn(allocation, data.fromGrantId);
  if (!from) throw new RangeError(`Allocation ${allocation.model} has no grant ${data.fromGrantId}.`);
  const without = changeGrant(allocation, from.grantId, (grant) => ({
    ...grant,
    remaining: subtract(grant.remaining, tokens),
    rolledOver: add(grant.rolledOver, tokens),
  }));
  if (grantIn(without, data.grantId))
    return changeGrant(without, data.grantId, (grant) => more(grant, tokens));
  return enter(without, {
    ...from,
    grantId: data.grantId,
    amount: tokens,
    remaining: tokens,
    effectiveFrom: new Date(data.rolledOverAt),
    expiresAt: new Date(data.expiresAt),
    rollover: { rule: 'none' },
    rolledOver: ZERO,
    sequence,
  });
}

function more(grant: Grant, tokens: TokenAmount): Grant {
  return { ...grant, amount: add(grant.amount, tokens), remaining: add(grant.remaining, tokens) };
}
