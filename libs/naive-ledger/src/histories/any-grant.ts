import { MAX_AMOUNT, microTokens, type TokenAmount } from '#libs/ledger/tokens';
import type { CreditPurchase, GrantTokens, NewGrant, RolloverRule } from '#libs/ledger';
import type { Moment } from './any-command.js';
import { anyModelToGrant } from './any-use.js';
import type { Dice } from './dice.js';

const HOUR_MS = 3_600_000;

export function anyAmount(dice: Dice): TokenAmount {
  if (dice.chance(0.015)) return microTokens(BigInt(dice.whole(-1, 0)));
  const parts = dice.chance(0.1) ? 1n : 500_000n;
  return microTokens(BigInt(dice.whole(1, 400)) * parts);
}

export function anyGrant(moment: Moment): GrantTokens {
  const { dice, operationId } = moment;
  return {
    type: 'GrantTokens',
    ...anyNewGrant(moment, `grant-${operationId}`),
    source: dice.oneOf(['bonus', 'subscription', 'correction']),
    reason: dice.oneOf([null, 'monthly allowance', 'welcome']),
  };
}

export function anyPurchase(moment: Moment): CreditPurchase {
  const { dice, account, operationId } = moment;
  const again = dice.chance(0.06) ? dice.anyOf(account.purchases) : undefined;
  return {
    type: 'CreditPurchase',
    purchaseId: again ?? `purchase-${operationId}`,
    packageName: dice.oneOf(['Starter', 'Bundle']),
    items: Array.from({ length: dice.whole(1, 3) }, (_, item) =>
      anyNewGrant(moment, `paid-${operationId}-${item}`),
    ),
  };
}

function anyNewGrant(moment: Moment, grantId: string): NewGrant {
  const { dice, account, now } = moment;
  const known = dice.chance(0.02) ? dice.anyOf(account.lots) : undefined;
  const starts = dice.chance(0.25) ? anyHours(dice) : 0;
  const expiresAt = dice.chance(0.7) ? new Date(now + (starts + anyHours(dice)) * HOUR_MS) : null;
  const model = anyModelToGrant(moment);
  const terms: NewGrant = {
    grantId: known?.grantId ?? grantId,
    model,
    amount: anyAmountFor(moment, model),
    priority: dice.whole(0, 2),
    effectiveFrom: starts > 0 ? new Date(now + starts * HOUR_MS) : null,
    expiresAt,
    rollover: anyRollover(dice, expiresAt),
  };
  return dice.chance(0.03) ? spoiled(terms, moment) : terms;
}

/** Rarely more than all that can be written, where something has entered before. */
function anyAmountFor({ dice, account }: Moment, model: string): TokenAmount {
  const hasSome = account.lots.some((lot) => lot.model === model);
  return hasSome && dice.chance(0.005) ? MAX_AMOUNT : anyAmount(dice);
}

/** Few different lengths, so that several things are due at one instant. */
function anyHours(dice: Dice): number {
  return dice.chance(1 / 6) ? dice.whole(1, 3) : dice.oneOf([1, 1, 2, 7, 7, 14, 30]) * 24;
}

function anyRollover(dice: Dice, expiresAt: Date | null): RolloverRule {
  if (!expiresAt || dice.chance(0.4)) return { rule: 'none' };
  const until = new Date(expiresAt.getTime() + anyHours(dice) * HOUR_MS).toISOString();
  return dice.chance(0.5) ? { rule: 'all', until } : { rule: 'capped', cap: `${dice.whole(1, 60)}.5`, until };
}

/** A mistake of whoever grants. */
function spoiled(terms: NewGrant, { dice, now }: Moment): NewGrant {
  const past = new Date(now - dice.whole(0, 1));
  const soon = new Date(now + HOUR_MS);
  const until = (end: Date) => ({ rule: 'all', until: end.toISOString() }) as const;
  return dice.oneOf<NewGrant>([
    { ...terms, effectiveFrom: null, expiresAt: past, rollover: { rule: 'none' } },
    { ...terms, effectiveFrom: past, expiresAt: soon, rollover: { rule: 'none' } },
    { ...terms, effectiveFrom: soon, expiresAt: soon, rollover: { rule: 'none' } },
    { ...terms, expiresAt: null, rollover: until(soon) },
    { ...terms, effectiveFrom: null, expiresAt: soon, rollover: until(soon) },
    {
      ...terms,
      effectiveFrom: null,
      expiresAt: soon,
      rollover: { ...until(new Date(now + 9e6)), rule: 'capped', cap: '0' },
    },
  ]);
}
