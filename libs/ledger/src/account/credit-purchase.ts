import type { Decision } from '../decider/decider.js';
import { add, formatAmount, type TokenAmount } from '../tokens/index.js';
import type { Refusal } from '../decider/refusal.js';
import type { Account } from './account.js';
import type { PurchasedItem, TokensPurchased } from './account.events.js';
import { availableOf } from './grant-tokens.js';

/** Credits everything that a purchase contains, all models at once, at most once per purchase. */
export interface CreditPurchase {
  readonly type: 'CreditPurchase';
  readonly purchaseId: string;
  readonly packageName: string;
  readonly items: readonly CreditedItem[];
}

export interface CreditedItem {
  readonly grantId: string;
  readonly model: string;
  readonly amount: TokenAmount;
  readonly priority: number;
  readonly expiresAt: Date | null;
}

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
    const refusal = refuseItem(item, seen, now);
    if (refusal) return refusal;
    seen.add(item.grantId);
  }
  const data: TokensPurchased['data'] = {
    purchaseId: command.purchaseId,
    packageName: command.packageName,
    items: purchasedItems(command.items, account, now),
    purchasedAt: now.toISOString(),
  };
  return [{ type: 'TokensPurchased', data }];
}

function refuseItem(item: CreditedItem, grantIds: ReadonlySet<string>, now: Date): Refusal | null {
  if (item.amount <= 0n) return { code: 'amount-not-positive', amount: formatAmount(item.amount) };
  if (grantIds.has(item.grantId)) return { code: 'grant-already-exists', grantId: item.grantId };
  if (item.expiresAt && item.expiresAt.getTime() <= now.getTime()) {
    return { code: 'expiry-in-the-past', expiresAt: item.expiresAt.toISOString(), now: now.toISOString() };
  }
  return null;
}

/** A model may stand in a bundle twice: each balance includes the items before it. */
function purchasedItems(
  items: readonly CreditedItem[],
  account: Account,
  now: Date,
): readonly PurchasedItem[] {
  const balances = new Map<string, TokenAmount>();
  return items.map((item) => {
    const balance = add(balances.get(item.model) ?? availableOf(account, item.model, now), item.amount);
    balances.set(item.model, balance);
    return {
      grantId: item.grantId,
      model: item.model,
      amount: formatAmount(item.amount),
      priority: item.priority,
      expiresAt: item.expiresAt?.toISOString() ?? null,
      balanceAfter: formatAmount(balance),
    };
  });
}
