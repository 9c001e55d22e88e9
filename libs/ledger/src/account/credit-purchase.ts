import type { Decision } from '../decider/decider.js';
import { allocationOf, type Account } from './account.js';
import type { PurchasedItem, TokensPurchased } from './account.events.js';
import { enteredGrant, isScheduled, refuseGrant, type NewGrant } from './grant-tokens.js';
import { refuseEntries } from './entry-limits.js';
import { balanceAfter } from './recording.js';

/** Credits everything that a purchase contains, all models at once, at most once per purchase. */
export interface CreditPurchase {
  readonly type: 'CreditPurchase';
  readonly purchaseId: string;
  readonly packageName: string;
  readonly items: readonly CreditedItem[];
}

export type CreditedItem = NewGrant;

export function creditPurchase(
  command: CreditPurchase,
  account: Account,
  now: Date,
): Decision<TokensPurchased> {
  if (account.purchaseIds.has(command.purchaseId)) {
    return { code: 'purchase-already-credited', purchaseId: command.purchaseId };
  }
  if (command.items.length === 0) return { code: 'amount-not-positive', amount: '0' };
  const seen = new Set(account.grantIds);
  for (const item of command.items) {
    const refusal = refuseGrant(item, seen, now);
    if (refusal) return refusal;
    seen.add(item.grantId);
  }
  const tooMuch = refuseEntries(
    account,
    command.items.map(({ model, amount }) => ({ model, tokens: amount })),
  );
  if (tooMuch) return tooMuch;
  const data: TokensPurchased['data'] = {
    purchaseId: command.purchaseId,
    packageName: command.packageName,
    items: purchasedItems(command.items, account, now),
    purchasedAt: now.toISOString(),
  };
  return [{ type: 'TokensPurchased', data }];
}

/** A model may stand in a bundle twice: each balance includes the items before it. */
function purchasedItems(
  items: readonly CreditedItem[],
  account: Account,
  now: Date,
): readonly PurchasedItem[] {
  const entered = new Map<string, bigint>();
  return items.map((item) => {
    const before = entered.get(item.model) ?? 0n;
    const change = before + (isScheduled(item, now) ? 0n : item.amount);
    entered.set(item.model, change);
    return enteredGrant(item, balanceAfter(allocationOf(account, item.model), change), now);
  });
}
