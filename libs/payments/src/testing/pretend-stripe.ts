import type { AskedOfStripe, StripeAnswer } from './small-stripe.js';

interface Session {
  readonly id: string;
  readonly payment_intent: Intent | null;
  readonly [name: string]: unknown;
}

interface Intent {
  readonly id: string;
  readonly status: string;
  readonly [name: string]: unknown;
}

/** Sessions, intents and idempotency keys as Stripe documents them, for those who want the adapter's behaviour and not its requests. */
export class PretendStripe {
  private readonly answered = new Map<string, { readonly form: string; readonly answer: StripeAnswer }>();
  private readonly sessions = new Map<string, Session>();
  private readonly intents = new Map<string, Intent>();

  readonly answerTo = (asked: AskedOfStripe): StripeAnswer => {
    const { method, idempotencyKey: key } = asked;
    if (method !== 'POST' || key === null) return this.found(new URL(asked.path, 'http://stripe').pathname);
    const form = JSON.stringify(asked.form);
    const before = this.answered.get(key);
    if (before) return before.form === form ? before.answer : KEY_OF_SOMETHING_ELSE;
    const answer = asked.path.includes('/checkout/') ? this.opened(asked.form) : this.charged(asked.form);
    this.answered.set(key, { form, answer });
    return answer;
  };

  /** The buyer pays on Stripe's page. */
  pay(sessionId: string): void {
    const session = this.sessions.get(sessionId);
    if (!session) throw new TypeError(`There is no session ${sessionId}.`);
    const intent = this.keep({
      ...intentOf(session),
      status: 'succeeded',
      amount_received: session['amount_total'],
      payment_method: 'pm_success',
    });
    this.sessions.set(sessionId, {
      ...session,
      status: 'complete',
      payment_status: 'paid',
      payment_intent: intent,
    });
  }

  private opened(form: Record<string, string>): StripeAnswer {
    const id = `cs_${this.sessions.size + 1}`;
    const session = {
      id,
      object: 'checkout.session',
      url: `https://checkout.stripe.example/${id}`,
      expires_at: 4_000_000_000,
      client_reference_id: form['client_reference_id'],
      status: 'open',
      payment_status: 'unpaid',
      amount_total: Number(form['line_items[0][price_data][unit_amount]']),
      currency: form['line_items[0][price_data][currency]'],
      customer: form['customer_creation'] === 'always' ? 'cus_1' : null,
      payment_intent: null,
    };
    this.sessions.set(id, session);
    return { status: 200, body: session };
  }

  private charged(form: Record<string, string>): StripeAnswer {
    const said = DECLINES[form['payment_method'] ?? ''];
    const error = said && { ...said, type: 'card_error', message: 'Your card was declined.' };
    const intent = this.keep({
      id: `pi_${this.intents.size + 1}`,
      object: 'payment_intent',
      status: said ? 'requires_payment_method' : 'succeeded',
      amount: Number(form['amount']),
      amount_received: said ? 0 : Number(form['amount']),
      currency: form['currency'],
      customer: form['customer'],
      payment_method: said ? null : form['payment_method'],
      last_payment_error: error ?? null,
      metadata: { purchaseId: form['metadata[purchaseId]'], offSession: form['metadata[offSession]'] },
    });
    return error
      ? { status: 402, body: { error: { ...error, payment_intent: intent } } }
      : { status: 200, body: intent };
  }

  private found(path: string): StripeAnswer {
    const id = path.split('/').at(-1) ?? '';
    const body = this.sessions.get(id) ?? this.intents.get(id);
    return body ? { status: 200, body } : NO_SUCH;
  }

  private keep(intent: Intent): Intent {
    this.intents.set(intent.id, intent);
    return intent;
  }
}

function intentOf(session: Session) {
  const { id, amount_total: amount, currency, customer, client_reference_id: purchaseId } = session;
  return {
    id: `pi_of_${id}`,
    object: 'payment_intent',
    amount,
    currency,
    customer,
    metadata: { purchaseId },
  };
}

const DECLINES: Readonly<Record<string, object>> = {
  pm_declined: { code: 'card_declined', decline_code: 'generic_decline' },
  'pm_insufficient-funds': { code: 'card_declined', decline_code: 'insufficient_funds' },
  'pm_authentication-required': { code: 'authentication_required', decline_code: 'authentication_required' },
};

const KEY_OF_SOMETHING_ELSE: StripeAnswer = {
  status: 400,
  body: { error: { type: 'idempotency_error', message: 'Keys can only be used with the same parameters.' } },
};

const NO_SUCH: StripeAnswer = {
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such object' } },
};
