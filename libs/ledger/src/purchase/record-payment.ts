import type { Decision } from '../decider/decider.js';
import { isSameMoney, type WrittenMoney } from '../money/money.js';
import type { PurchaseEvent } from './purchase.events.js';
import type { Purchase } from './purchase.js';
import type { SavedMethod } from './saved-method.js';

/**
 * What the payment provider says of a payment. It may say it twice, late and out of order; saying what is
 * known already, or what a payment has overtaken, records nothing.
 */
export interface RecordPayment {
  readonly type: 'RecordPayment';
  readonly purchaseId: string;
  readonly payment: Payment;
}

/** A payment as the provider tells of it. */
export interface Payment {
  readonly paymentReference: string;
  readonly status: 'pending' | 'paid' | 'failed' | 'expired';
  /** What was asked for, and when `paid`, what was paid. */
  readonly price: WrittenMoney;
  /** Null unless it failed. */
  readonly failure: PaymentFailure | null;
  /** Null unless it was paid and may be charged again. */
  readonly method: SavedMethod | null;
}

export interface PaymentFailure {
  /** The provider's own word, kebab-case, e.g. `card-declined`, `insufficient-funds`, `authentication-required`. */
  readonly code: string;
  /** A plain sentence for the buyer. */
  readonly message: string;
}

export function recordPayment(
  { purchaseId, payment }: RecordPayment,
  purchase: Purchase | null,
  now: Date,
): Decision<PurchaseEvent> {
  if (!purchase) return { code: 'purchase-not-found', purchaseId };
  if (payment.status === 'paid') return paid(payment, purchase, now);
  if (payment.status === 'pending' || purchase.status !== 'pending') return [];
  const at = now.toISOString();
  if (payment.status === 'expired') return [{ type: 'PurchaseExpired', data: { expiredAt: at } }];
  const { code, message } = payment.failure ?? { code: 'payment-failed', message: 'The payment failed.' };
  return [{ type: 'PurchaseFailed', data: { failure: code, message, failedAt: at } }];
}

function paid(payment: Payment, purchase: Purchase, now: Date): Decision<PurchaseEvent> {
  const { paymentReference, price, method } = payment;
  const paidAt = now.toISOString();
  if (!isSameMoney(price, purchase.order.price)) {
    return {
      code: 'payment-mismatch',
      purchaseId: purchase.order.purchaseId,
      paid: price.minorUnits,
      asked: purchase.order.price.minorUnits,
    };
  }
  if (purchase.status !== 'paid' && purchase.status !== 'completed') {
    return [{ type: 'PurchasePaid', data: { paymentReference, price, method, paidAt } }];
  }
  if (purchase.payment.paymentReference === paymentReference) return [];
  return [{ type: 'PurchasePaidAgain', data: { paymentReference, price, paidAt } }];
}
