import type { EnteredGrant, GrantSource, RolloverRule } from '#libs/ledger';
import { amountOf, available, held, overdrawn } from './balances.js';
import type { Lot } from './facts.js';
import { least, timeOf, total, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { refuseTooLarge } from './refused.js';

export interface NewLot {
  readonly grantId: string;
  readonly model: string;
  readonly tokens: Tokens;
  readonly source: GrantSource;
  readonly label: string | null;
  readonly priority: number;
  readonly at: number;
  readonly effectiveFrom: number;
  readonly expiresAt: number | null;
  readonly rollover: RolloverRule;
}

/** Tokens come into the account; those whose time has not come are no part of the balance. */
export function enter(account: NaiveAccount, entering: NewLot): Lot {
  const { tokens, at } = entering;
  const lot: Lot = {
    grantId: entering.grantId,
    model: entering.model,
    source: entering.source,
    label: entering.label,
    priority: entering.priority,
    grantedAt: at,
    effectiveFrom: entering.effectiveFrom,
    expiresAt: entering.expiresAt,
    rollover: entering.rollover,
    moves: [],
    revocations: [],
  };
  account.mention(lot.model);
  account.add(account.lots, lot);
  const to = lot.effectiveFrom > at ? 'scheduled' : 'available';
  account.add(lot.moves, { from: 'nowhere', to, tokens, at });
  return lot;
}

/** What it leaves to spend is what thresholds are parts of: nothing that goes to an overdraft. */
export function credit(account: NaiveAccount, model: string): void {
  const there = available(account, model);
  const repays = least(overdrawn(account, model), there);
  account.add(account.bases, { model, basis: there + held(account, model) - repays });
}

/** All that ever entered an allocation must be such that it can be written. */
export function refuseEntries(
  account: NaiveAccount,
  entries: readonly { readonly model: string; readonly tokens: Tokens }[],
): void {
  for (const [index, { model }] of entries.entries()) {
    const known = account.lots.filter((lot) => lot.model === model && !isRollover(lot));
    const coming = entries.slice(0, index + 1).filter((each) => each.model === model);
    refuseTooLarge(model, total([...known.map(amountOf), ...coming.map(({ tokens }) => tokens)]));
  }
}

/** Its tokens entered with the lot that they rolled over from. */
function isRollover({ grantId }: Lot): boolean {
  return grantId.endsWith('~rollover');
}

/** What administrators give to put something right. */
export function enterCorrection(
  account: NaiveAccount,
  lot: Pick<NewLot, 'grantId' | 'model' | 'tokens' | 'label' | 'at'>,
): void {
  const terms = { source: 'correction', priority: 100, expiresAt: null, rollover: { rule: 'none' } } as const;
  enter(account, { ...lot, ...terms, effectiveFrom: lot.at });
  credit(account, lot.model);
}

export function asEntered(account: NaiveAccount, lot: Lot, tokens: Tokens): EnteredGrant {
  const { grantId, model, priority, effectiveFrom, expiresAt, rollover } = lot;
  return {
    grantId,
    model,
    amount: written(tokens),
    priority,
    effectiveFrom: timeOf(effectiveFrom),
    expiresAt: expiresAt === null ? null : timeOf(expiresAt),
    rollover,
    balanceAfter: written(available(account, model)),
  };
}
