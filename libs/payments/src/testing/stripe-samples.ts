import type { CheckoutOrder } from '../payment-provider.js';

/** What is ordered, and what Stripe answers of it, for tests to vary. */
export const ORDER: CheckoutOrder = {
  purchaseId: 'p-1',
  accountId: 'acc-1',
  price: { minorUnits: '999', currency: 'USD' },
  description: 'Starter Bundle',
  successUrl: 'https://shop.example/back',
  cancelUrl: 'https://shop.example/back',
  keepPaymentMethod: true,
};
export const INTENT = {
  id: 'pi_1',
  object: 'payment_intent',
  status: 'succeeded',
  amount: 999,
  amount_received: 999,
  currency: 'usd',
  customer: 'cus_1',
  payment_method: 'pm_1',
  metadata: { purchaseId: 'p-1', offSession: 'yes' },
};
export const SESSION = {
  id: 'cs_1',
  object: 'checkout.session',
  url: 'https://checkout.stripe.example/cs_1',
  expires_at: 1_800_000_000,
  client_reference_id: 'p-1',
  status: 'complete',
  payment_status: 'paid',
  amount_total: 999,
  currency: 'usd',
  payment_intent: INTENT,
};
export const PAID = {
  purchaseId: 'p-1',
  status: 'paid',
  price: { minorUnits: '999', currency: 'USD' },
  method: { customer: 'cus_1', method: 'pm_1' },
};
