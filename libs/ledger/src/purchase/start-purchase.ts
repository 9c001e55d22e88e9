import type { Decision } from '../decider/decider.js';
import type { Package } from '../package/package.js';
import type { Offer } from '../package/package.events.js';
import { quote } from '../pricing/index.js';
import type { PurchaseEvent, PurchaseOrigin, PurchaseStarted, TokensBought } from './purchase.events.js';
import type { Purchase } from './purchase.js';

/** Bought tokens are drawn after allowances of plans, which expire, and before nothing else. */
export const PURCHASE_PRIORITY = 100;

export interface StartPurchase {
  readonly type: 'StartPurchase';
  readonly purchaseId: string;
  readonly accountId: string;
  readonly packageId: string;
  /** Null when no such package was ever defined. */
  readonly offered: Package | null;
  /** That the buyer saw: what is charged is what was shown. */
  readonly packageVersion: number;
  readonly units: number;
  readonly origin: Exclude<PurchaseOrigin, 'subscription'>;
}

/** The order of a subscription's period: its price and items were agreed with the subscription. */
export interface StartPeriodPurchase {
  readonly type: 'StartPeriodPurchase';
  readonly order: Omit<PurchaseStarted['data'], 'startedAt' | 'origin' | 'kind' | 'units'>;
}

export function startPurchase(
  command: StartPurchase,
  purchase: Purchase | null,
  now: Date,
): Decision<PurchaseEvent> {
  const { purchaseId, accountId, packageId, packageVersion, offered, units, origin } = command;
  if (purchase) return { code: 'purchase-already-started', purchaseId };
  if (!offered || offered.retired) return { code: 'package-not-on-sale', packageId };
  if (offered.version !== packageVersion) {
    return { code: 'package-changed', packageId, seen: packageVersion, current: offered.version };
  }
  const { offer, name } = offered;
  if (offer.kind === 'plan') return { code: 'plan-needs-subscription', packageId };
  const quoted = quote(offer, units);
  if (!quoted) {
    const [minimum, maximum] = offer.kind === 'tokens' ? [offer.unitsMin, offer.unitsMax] : [1, 1];
    return { code: 'quantity-not-sold', packageId, units, minimum, maximum };
  }
  return started(
    {
      purchaseId,
      accountId,
      packageId,
      packageVersion,
      packageName: name,
      kind: offer.kind,
      units,
      items: quoted.items.map((item) => ({ ...item, ...lifetimeOf(offer) })),
      price: quoted.price,
      origin,
      subscriptionId: null,
    },
    now,
  );
}

export function startPeriodPurchase(
  { order }: StartPeriodPurchase,
  purchase: Purchase | null,
  now: Date,
): Decision<PurchaseEvent> {
  if (purchase) return { code: 'purchase-already-started', purchaseId: order.purchaseId };
  return started({ ...order, kind: 'plan', units: 1, origin: 'subscription' }, now);
}

function started(order: Omit<PurchaseStarted['data'], 'startedAt'>, now: Date): Decision<PurchaseStarted> {
  return [{ type: 'PurchaseStarted', data: { ...order, startedAt: now.toISOString() } }];
}

function lifetimeOf(offer: Exclude<Offer, { kind: 'plan' }>): Omit<TokensBought, 'model' | 'tokens'> {
  return {
    priority: PURCHASE_PRIORITY,
    expiresAfterDays: offer.expiresAfterDays,
    expiresAt: null,
    rollover: { rule: 'none' },
  };
}
