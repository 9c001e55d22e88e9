import {
  alertLevelOf,
  amount,
  microTokens,
  type AccountEvent,
  type Charge,
  type Draw,
  type EnteredGrant,
} from '#libs/ledger';
import type { BatchOf, EnteredGrant as GrantRow } from './balance-changes.js';

/** What each event does to balances: the same as `evolve` of the ledger, as sums of rows. */
export type BalanceHandlers = {
  readonly [Type in AccountEvent['type']]?: (
    batch: BatchOf,
    data: Extract<AccountEvent, { readonly type: Type }>['data'],
  ) => void;
};

export const balanceHandlers: BalanceHandlers = {
  TokensGranted: (batch, data) =>
    enter(batch, data, { source: data.source, label: data.reason, at: data.grantedAt, item: 0 }),
  TokensPurchased: (batch, { items, packageName, purchasedAt }) => {
    for (const [item, bought] of items.entries()) {
      enter(batch, bought, { source: 'purchase', label: packageName, at: purchasedAt, item });
    }
  },
  GrantTookEffect: (batch, { grantId, model, amount: tokens }) => {
    batch.grant(grantId, { tookEffect: true });
    batch.credit(model, amount(tokens));
  },
  TokensConsumed: (batch, data) => {
    take(batch, data.drawn);
    charge(batch, data);
  },
  TokensExpired: (batch, data) => {
    take(batch, [data]);
    batch.allocation(data.model, { expired: amount(data.tokens) });
  },
  TokensRolledOver: (batch, data) => {
    const tokens = amount(data.tokens);
    batch.grant(data.fromGrantId, { remaining: minus(tokens), rolledOver: tokens });
    batch.enter({
      grantId: data.grantId,
      model: data.model,
      source: data.source,
      label: null,
      amount: tokens,
      priority: data.priority,
      item: 0,
      grantedAt: data.rolledOverAt,
      effectiveFrom: data.rolledOverAt,
      expiresAt: data.expiresAt,
      rollover: JSON.stringify({ rule: 'none' }),
      scheduled: false,
    });
  },
  TokensReserved: (batch, { model, drawn }) => {
    take(batch, drawn);
    batch.allocation(model, { held: total(drawn) });
  },
  HoldSettled: (batch, data) => {
    give(batch, data.heldFrom);
    take(batch, data.drawn);
    batch.allocation(data.model, { held: -total(data.heldFrom) });
    charge(batch, data);
  },
  HoldReleased: freed,
  HoldExpired: freed,
  ConsumptionReversed: (batch, data) => {
    if (data.unlimited) return batch.allocation(data.model, { unlimitedSpent: -amount(data.tokens) });
    give(batch, data.returned);
    batch.allocation(data.model, {
      spent: -total(data.returned),
      overdrawn: -amount(data.overdraftReduced),
    });
    if (data.regranted) correct(batch, { ...data, grant: data.regranted, at: data.reversedAt });
  },
  BalanceAdjusted: (batch, data) => {
    if (data.grantId !== null) {
      const grant = { grantId: data.grantId, tokens: data.tokens };
      return correct(batch, { ...data, grant, at: data.adjustedAt });
    }
    take(batch, data.drawn);
    batch.allocation(data.model, { revoked: amount(data.tokens) });
  },
  TokensRevoked: (batch, data) => {
    const tokens = amount(data.tokens);
    batch.grant(data.grantId, {
      remaining: minus(tokens),
      tookEffect: data.scheduled,
      revokedFor: data.reason,
    });
    batch.allocation(data.model, { revoked: tokens, granted: data.scheduled ? tokens : 0n });
  },
  OverdraftRepaid: (batch, { model, drawn, tokens }) => {
    take(batch, drawn);
    batch.allocation(model, { spent: amount(tokens), overdrawn: -amount(tokens) });
  },
  OverdraftLimitSet: (batch, { model, limit }) =>
    batch.allocation(model, {}, { overdraftLimit: amount(limit) }),
  SpendingCapsSet: (batch, { model }) => appears(batch, model),
  SpendingFrozen: (batch, { model }) => appears(batch, model),
  SpendingUnfrozen: (batch, { model }) => appears(batch, model),
  AllocationMadeUnlimited: (batch, { model }) => batch.allocation(model, {}, { unlimited: true }),
  BalanceThresholdCrossed: (batch, { model, threshold }) =>
    batch.allocation(model, {}, { alertLevel: alertLevelOf(threshold) }),
  BalanceThresholdRecovered: (batch, { model, threshold }) =>
    batch.allocation(model, {}, { alertLevel: alertLevelOf(threshold) - 1 }),
  AllocationMadeLimited: (batch, { model }) => batch.allocation(model, {}, { unlimited: false }),
};

interface Entering {
  readonly source: GrantRow['source'];
  readonly label: string | null;
  readonly at: string;
  readonly item: number;
}

function enter(batch: BatchOf, grant: EnteredGrant, { source, label, at, item }: Entering): void {
  const scheduled = Date.parse(grant.effectiveFrom) > Date.parse(at);
  const tokens = amount(grant.amount);
  batch.enter({
    grantId: grant.grantId,
    model: grant.model,
    source,
    label,
    amount: tokens,
    priority: grant.priority,
    item,
    grantedAt: at,
    effectiveFrom: grant.effectiveFrom,
    expiresAt: grant.expiresAt,
    rollover: JSON.stringify(grant.rollover),
    scheduled,
  });
  if (scheduled) appears(batch, grant.model);
  else batch.credit(grant.model, tokens);
}

interface Correction {
  readonly model: string;
  readonly grant: Draw;
  readonly reason: string;
  readonly at: string;
}

function correct(batch: BatchOf, { model, grant, reason, at }: Correction): void {
  const entered: EnteredGrant = {
    grantId: grant.grantId,
    model,
    amount: grant.tokens,
    priority: 100,
    effectiveFrom: at,
    expiresAt: null,
    rollover: { rule: 'none' },
    balanceAfter: '0', // no column holds it
  };
  enter(batch, entered, { source: 'correction', label: reason, at, item: 0 });
}

function freed(
  batch: BatchOf,
  { model, returned }: { readonly model: string; readonly returned: readonly Draw[] },
): void {
  give(batch, returned);
  batch.allocation(model, { held: -total(returned) });
}

function charge(batch: BatchOf, { model, tokens, drawn, overdrawn, unlimited }: Charge): void {
  if (unlimited) return batch.allocation(model, { unlimitedSpent: amount(tokens) });
  batch.allocation(model, { spent: total(drawn), overdrawn: amount(overdrawn) });
}

/** A limit on a model, or tokens to come, make its allocation appear, empty as it may be. */
function appears(batch: BatchOf, model: string | null): void {
  if (model !== null) batch.allocation(model, {});
}

function take(batch: BatchOf, draws: readonly Draw[]): void {
  for (const { grantId, tokens } of draws) batch.grant(grantId, { remaining: minus(amount(tokens)) });
}

function give(batch: BatchOf, draws: readonly Draw[]): void {
  for (const { grantId, tokens } of draws) batch.grant(grantId, { remaining: amount(tokens) });
}

function total(draws: readonly Draw[]): bigint {
  return draws.reduce((sum, { tokens }) => sum + amount(tokens), 0n);
}

function minus(tokens: bigint) {
  return microTokens(-tokens);
}
