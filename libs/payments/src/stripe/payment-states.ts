import type { PaymentFailure, SavedMethod } from '#libs/ledger';
import type Stripe from 'stripe';
import type { PaymentState } from '../payment-provider.js';

/** A checkout with its payment intent expanded. */
export function sessionState(session: Stripe.Checkout.Session): PaymentState {
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const status = statusOfSession(session, intent);
  return {
    purchaseId: session.client_reference_id ?? '',
    paymentReference: session.id,
    status,
    price: priceOf(session.amount_total ?? 0, session.currency ?? ''),
    failure: status === 'failed' ? failureOf(intent) : null,
    method: status === 'paid' ? methodOf(intent) : null,
  };
}

/** A charge without the buyer: what needs the buyer has failed. */
export function intentState(intent: Stripe.PaymentIntent): PaymentState {
  const status = statusOfIntent(intent);
  return {
    purchaseId: intent.metadata['purchaseId'] ?? '',
    paymentReference: intent.id,
    status,
    price: priceOf(intent.status === 'succeeded' ? intent.amount_received : intent.amount, intent.currency),
    failure: status === 'failed' ? failureOf(intent) : null,
    method: status === 'paid' ? methodOf(intent) : null,
  };
}

function statusOfSession(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): PaymentState['status'] {
  if (session.payment_status !== 'unpaid') return 'paid';
  if (session.status === 'expired') return 'expired';
  const isRefused = session.status === 'complete' && intent?.status === 'requires_payment_method';
  return isRefused ? 'failed' : 'pending';
}

function statusOfIntent({ status }: Stripe.PaymentIntent): PaymentState['status'] {
  if (status === 'succeeded') return 'paid';
  return status === 'processing' || status === 'requires_capture' ? 'pending' : 'failed';
}

function priceOf(minorUnits: number, currency: string): PaymentState['price'] {
  // What is sold in US dollars is asked for in US dollars; anything else is a payment of something else.
  if (currency !== 'usd') return { minorUnits: '0', currency: 'USD' };
  return { minorUnits: String(minorUnits), currency: 'USD' };
}

const CODES: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient-funds',
  authentication_required: 'authentication-required',
  card_declined: 'card-declined',
};

function failureOf(intent: Stripe.PaymentIntent | null): PaymentFailure {
  const error = intent?.last_payment_error ?? null;
  return { code: codeOf(error, intent), message: error?.message ?? 'The payment failed.' };
}

function codeOf(
  error: Stripe.PaymentIntent.LastPaymentError | null,
  intent: Stripe.PaymentIntent | null,
): string {
  for (const said of [error?.decline_code, error?.code]) {
    const code = CODES[said ?? ''];
    if (code) return code;
  }
  return intent?.status === 'requires_action' ? 'authentication-required' : 'payment-failed';
}

function methodOf(intent: Stripe.PaymentIntent | null): SavedMethod | null {
  const [customer, method] = [idOf(intent?.customer), idOf(intent?.payment_method)];
  return customer && method ? { customer, method } : null;
}

function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'object' ? (reference?.id ?? null) : (reference ?? null);
}
