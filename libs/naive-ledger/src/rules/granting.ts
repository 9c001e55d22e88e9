import type { CreditPurchase, GrantTokens, NewGrant } from '#libs/ledger';
import { asEntered, credit, enter, refuseEntries } from './entering.js';
import { timeOf, tokensOf, written } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { refuse } from './refused.js';

export function grant(account: NaiveAccount, command: GrantTokens, now: number): void {
  refuseGrant(account, command, now);
  refuseEntries(account, [{ model: command.model, tokens: command.amount }]);
  const { source, reason, amount: tokens } = command;
  const lot = enter(account, { ...termsOf(command, now), source, label: reason });
  if (lot.effectiveFrom <= now) credit(account, lot.model);
  const data = { ...asEntered(account, lot, tokens), source, reason, grantedAt: timeOf(now) };
  account.record({ type: 'TokensGranted', data });
}

/** All models at once, at most once per purchase. */
export function purchase(account: NaiveAccount, command: CreditPurchase, now: number): void {
  const { purchaseId, packageName, items } = command;
  if (account.purchases.includes(purchaseId)) refuse({ code: 'purchase-already-credited', purchaseId });
  if (items.length === 0) refuse({ code: 'amount-not-positive', amount: '0' });
  account.add(account.purchases, purchaseId);
  refuseItems(account, items, now);
  const entered = items.map((item) => {
    const lot = enter(account, { ...termsOf(item, now), source: 'purchase', label: packageName });
    if (lot.effectiveFrom <= now) credit(account, lot.model);
    return asEntered(account, lot, item.amount);
  });
  const data = { purchaseId, packageName, items: entered, purchasedAt: timeOf(now) };
  account.record({ type: 'TokensPurchased', data });
}

function refuseItems(account: NaiveAccount, items: readonly NewGrant[], now: number): void {
  for (const [index, item] of items.entries()) {
    refuseGrant(account, item, now);
    const { grantId } = item;
    const before = items.slice(0, index);
    if (before.some((each) => each.grantId === grantId)) refuse({ code: 'grant-already-exists', grantId });
  }
  refuseEntries(
    account,
    items.map(({ model, amount }) => ({ model, tokens: amount })),
  );
}

function startOf(effectiveFrom: Date | null | undefined, now: number): number {
  return effectiveFrom?.getTime() ?? now;
}

function termsOf({ grantId, model, amount, priority, ...rest }: NewGrant, now: number) {
  return {
    grantId,
    model,
    tokens: amount,
    priority,
    at: now,
    effectiveFrom: startOf(rest.effectiveFrom, now),
    expiresAt: rest.expiresAt?.getTime() ?? null,
    rollover: rest.rollover ?? { rule: 'none' as const },
  };
}

function refuseGrant(account: NaiveAccount, command: NewGrant, now: number): void {
  const { grantId, amount } = command;
  const { effectiveFrom, expiresAt } = termsOf(command, now);
  if (amount <= 0n) refuse({ code: 'amount-not-positive', amount: written(amount) });
  if (account.lots.some((lot) => lot.grantId === grantId)) refuse({ code: 'grant-already-exists', grantId });
  if (effectiveFrom < now) {
    refuse({ code: 'effective-in-the-past', effectiveFrom: timeOf(effectiveFrom), now: timeOf(now) });
  }
  if (expiresAt !== null && expiresAt <= now) {
    refuse({ code: 'expiry-in-the-past', expiresAt: timeOf(expiresAt), now: timeOf(now) });
  }
  if (expiresAt !== null && expiresAt <= effectiveFrom) {
    const [end, start] = [timeOf(expiresAt), timeOf(effectiveFrom)];
    refuse({ code: 'expiry-before-effect', expiresAt: end, effectiveFrom: start });
  }
  refuseRollover(command);
}

function refuseRollover({ rollover, expiresAt }: NewGrant): void {
  if (!rollover || rollover.rule === 'none') return;
  const invalid = (problem: string) => refuse({ code: 'invalid-rollover', problem });
  if (!expiresAt) return invalid('what never expires');
  if (Date.parse(rollover.until) <= expiresAt.getTime()) return invalid('until before expiry');
  if (rollover.rule === 'capped' && tokensOf(rollover.cap) <= 0n) return invalid('cap');
}
