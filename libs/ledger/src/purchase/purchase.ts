/**
 * A purchase is credited once, and whatever was paid for is credited: payment wins over anything that
 * was recorded before it (a failure, an expiry), and nothing is recorded over a payment.
 */
import type {
  PurchaseEvent,
  PurchasePaid,
  PurchaseStarted,
  CheckoutOpened,
  PurchaseFailed,
} from './purchase.events.js';

export type Purchase = Started &
  (
    | { readonly status: 'pending' | 'expired' }
    | { readonly status: 'failed'; readonly failure: PurchaseFailed['data'] }
    | { readonly status: 'paid'; readonly payment: PurchasePaid['data'] }
    | {
        readonly status: 'completed';
        readonly payment: PurchasePaid['data'];
        readonly creditedAtPosition: string;
      }
  );

interface Started {
  readonly order: PurchaseStarted['data'];
  /** Null until the provider has answered. */
  readonly checkout: CheckoutOpened['data'] | null;
}

export function evolvePurchase(purchase: Purchase | null, event: PurchaseEvent): Purchase | null {
  if (event.type === 'PurchaseStarted') return { order: event.data, checkout: null, status: 'pending' };
  return purchase && evolved(purchase, event);
}

function evolved(purchase: Purchase, event: Exclude<PurchaseEvent, PurchaseStarted>): Purchase {
  const { order, checkout } = purchase;
  switch (event.type) {
    case 'CheckoutOpened':
      return { ...purchase, checkout: event.data };
    case 'PurchasePaid':
      return { order, checkout, status: 'paid', payment: event.data };
    case 'PurchasePaidAgain':
      return purchase;
    case 'PurchaseCompleted':
      return purchase.status === 'paid'
        ? { ...purchase, status: 'completed', creditedAtPosition: event.data.creditedAtPosition }
        : purchase;
    case 'PurchaseFailed':
      return { order, checkout, status: 'failed', failure: event.data };
    case 'PurchaseExpired':
      return { order, checkout, status: 'expired' };
  }
}
