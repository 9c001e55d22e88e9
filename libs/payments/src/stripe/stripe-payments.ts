import Stripe from 'stripe';
import {
  ForgedWebhook,
  PaymentProviderUnavailable,
  type Checkout,
  type CheckoutOrder,
  type OffSessionOrder,
  type PaymentNotice,
  type PaymentProvider,
  type PaymentState,
  type WebhookHeaders,
} from '../payment-provider.js';
import { intentState, sessionState } from './payment-states.js';

export interface StripeOptions {
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Instead of Stripe's own address: for tests. */
  readonly apiBase?: URL;
}

const ANSWER_MS_MAX = 10_000;
const RETRIES_MAX = 2;
const WEBHOOK_AGE_SECONDS_MAX = 300;
/** Less than the 24 hours that Stripe promises. */
const KEYS_KEPT_MS = 20 * 60 * 60_000;
const SESSIONS_OPEN_MS = 24 * 60 * 60_000;
const CLOCKS_APART_MS = 60 * 60_000;

/** A webhook only says where to look: what is so now is asked of Stripe itself, so the order of webhooks does not matter. */
const SESSION_EVENTS: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
]);
const INTENT_EVENTS: ReadonlySet<string> = new Set([
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
]);

/** Stripe: Checkout Sessions for buyers, PaymentIntents for charges without them. */
export class StripePayments implements PaymentProvider {
  readonly name = 'stripe';
  private readonly stripe: Stripe;

  constructor(private readonly options: StripeOptions) {
    const { apiKey, apiBase } = options;
    this.stripe = new Stripe(apiKey, {
      timeout: ANSWER_MS_MAX,
      maxNetworkRetries: RETRIES_MAX,
      telemetry: false,
      ...(apiBase && {
        host: apiBase.hostname,
        port: apiBase.port,
        protocol: apiBase.protocol === 'http:' ? ('http' as const) : ('https' as const),
      }),
    });
  }

  async startCheckout(order: CheckoutOrder): Promise<Checkout> {
    const session = await asked(() => this.createSession(order)).catch(async (error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeIdempotencyError)) throw error;
      return await this.sessionOf(order.purchaseId);
    });
    if (!session?.url) throw new PaymentProviderUnavailable('Stripe opened no page for the checkout.');
    return {
      paymentReference: session.id,
      url: session.url,
      expiresAt: new Date(session.expires_at * 1_000).toISOString(),
    };
  }

  private async createSession(order: CheckoutOrder): Promise<Stripe.Checkout.Session> {
    const { purchaseId, accountId, price, description, successUrl, cancelUrl, keepPaymentMethod } = order;
    const metadata = { purchaseId, accountId };
    return await this.stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: purchaseId,
        metadata,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: price.currency.toLowerCase(),
              unit_amount: sdkAmount(price.minorUnits),
              product_data: { name: description },
            },
          },
        ],
        success_url: successUrl,
        cancel_url: cancelUrl,
        ...(keepPaymentMethod && { customer_creation: 'always' as const }),
        payment_intent_data: {
          metadata,
          ...(keepPaymentMethod && { setup_future_usage: 'off_session' as const }),
        },
      },
      { idempotencyKey: `checkout-${purchaseId}` },
    );
  }

  /** Asked for before in other words, such as by a browser that came by another host. */
  private async sessionOf(purchaseId: string): Promise<Stripe.Checkout.Session | null> {
    return await asked(async () => {
      const created = { gte: Math.floor((Date.now() - SESSIONS_OPEN_MS - CLOCKS_APART_MS) / 1_000) };
      for await (const session of this.stripe.checkout.sessions.list({ created, limit: 100 })) {
        if (session.client_reference_id === purchaseId) return session;
      }
      return null;
    });
  }

  async charge(order: OffSessionOrder): Promise<PaymentState> {
    const before = await this.chargedBefore(order);
    if (before) return before;
    try {
      return intentState(await asked(() => this.confirmIntent(order)));
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) {
        return intentState(error.payment_intent);
      }
      if (isMethodGone(error)) return methodGone(order);
      throw error;
    }
  }

  /** Stripe forgets idempotency keys after a day: what is older is looked for among what the customer was charged. */
  private async chargedBefore({
    purchaseId,
    method,
    orderedAt,
  }: OffSessionOrder): Promise<PaymentState | null> {
    const orderedMs = Date.parse(orderedAt);
    if (Date.now() - orderedMs < KEYS_KEPT_MS) return null;
    const created = { gte: Math.floor((orderedMs - CLOCKS_APART_MS) / 1_000) };
    return await asked(async () => {
      const { customer } = method;
      for await (const intent of this.stripe.paymentIntents.list({ customer, created, limit: 100 })) {
        if (intent.metadata['purchaseId'] === purchaseId && intent.metadata['offSession'] === 'yes') {
          return intentState(intent);
        }
      }
      return null;
    });
  }

  private async confirmIntent(order: OffSessionOrder): Promise<Stripe.PaymentIntent> {
    const { purchaseId, accountId, price, description, method } = order;
    return await this.stripe.paymentIntents.create(
      {
        amount: sdkAmount(price.minorUnits),
        currency: price.currency.toLowerCase(),
        customer: method.customer,
        payment_method: method.method,
        description,
        confirm: true,
        off_session: true,
        metadata: { purchaseId, accountId, offSession: 'yes' },
      },
      { idempotencyKey: `charge-${purchaseId}` },
    );
  }

  async find(paymentReference: string): Promise<PaymentState | null> {
    try {
      if (paymentReference.startsWith('pi_')) {
        return intentState(await asked(() => this.stripe.paymentIntents.retrieve(paymentReference)));
      }
      const expand = ['payment_intent'];
      return sessionState(
        await asked(() => this.stripe.checkout.sessions.retrieve(paymentReference, { expand })),
      );
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
      throw error;
    }
  }

  async readWebhook(body: Buffer, headers: WebhookHeaders): Promise<PaymentNotice | null> {
    const event = this.verified(body, headers);
    const subject = event.data.object as { readonly id?: string; readonly metadata?: Stripe.Metadata | null }; // every object of these events has both
    if (subject.id === undefined) return null;
    const isOurs =
      SESSION_EVENTS.has(event.type) ||
      (INTENT_EVENTS.has(event.type) && subject.metadata?.['offSession'] === 'yes');
    const payment = isOurs ? await this.find(subject.id) : null;
    return payment && payment.purchaseId !== '' ? { noticeId: event.id, payment } : null;
  }

  async close(): Promise<void> {
    // It keeps nothing open but idle connections, which end with the process.
  }

  private verified(body: Buffer, headers: WebhookHeaders): Stripe.Event {
    try {
      return this.stripe.webhooks.constructEvent(
        body,
        String(headers['stripe-signature'] ?? ''),
        this.options.webhookSecret,
        WEBHOOK_AGE_SECONDS_MAX,
      );
    } catch (error) {
      throw new ForgedWebhook('The signature of the webhook is missing, wrong or too old.', { cause: error });
    }
  }
}

/** The SDK wants a number; what we sell for is far below where numbers lose cents. */
function sdkAmount(minorUnits: string): number {
  const amount = Number(minorUnits);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${minorUnits} minor units cannot be charged.`);
  return amount;
}

/** The buyer took it back, or it belongs to a customer that is no more. */
function isMethodGone(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.param === 'payment_method' || error.param === 'customer';
}

/** Stripe made no payment of it that could be found again. */
function methodGone({ purchaseId, price }: OffSessionOrder): PaymentState {
  const failure = {
    code: 'payment-method-unusable',
    message: 'The saved payment method cannot be used any more.',
  };
  return {
    purchaseId,
    paymentReference: `none-${purchaseId}`,
    status: 'failed',
    price,
    failure,
    method: null,
  };
}

/** @throws {PaymentProviderUnavailable} when it may work later. */
async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new PaymentProviderUnavailable('Stripe does not answer.', { cause: error });
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  // Of an answer that is not JSON (a gateway's page, say) the SDK keeps no status.
  if (error instanceof Stripe.errors.StripeAPIError && error.statusCode === undefined) return true;
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  return (error.statusCode ?? 0) >= 500 || error.statusCode === 429 || error.statusCode === 409;
}
