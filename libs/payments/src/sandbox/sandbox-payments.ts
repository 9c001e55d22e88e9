import { PoolClient } from '#libs/platform';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import {
  PaymentProviderUnavailable,
  type Checkout,
  type CheckoutOrder,
  type OffSessionOrder,
  type Order,
  type PaymentNotice,
  type PaymentProvider,
  type PaymentState,
  type WebhookHeaders,
} from '../payment-provider.js';
import { SandboxClerk } from './sandbox-clerk.js';
import { asOf, behaviourOf, paymentState, type SandboxPayment } from './sandbox-payment.js';
import { migrateSandbox } from './sandbox-schema.js';
import { failureOf } from './test-cards.js';
import { verifyWebhook } from './webhook-signature.js';

export interface SandboxOptions {
  readonly databaseUrl: string;
  /** Asked when a webhook is sent: where the shop listens may be known only then. */
  readonly webhookUrl: () => string;
  readonly clock?: () => Date;
  /** From a payment to its result. */
  readonly delayMs?: number;
  readonly report?: (error: unknown) => void;
}

export const SANDBOX_CHECKOUTS = '/sandbox-payments/checkout';

const DELAY_MS = 1_000;
/** How many times longer the card for delayed success takes. */
export const DELAYED_TIMES = 6;
const CHECKOUT_OPEN_MS = 30 * 60_000;

/**
 * The embedded payment provider: it takes no money, and otherwise behaves like one that does. Results come
 * after a moment and by signed webhook, which is sent again until it is answered.
 */
export class SandboxPayments implements PaymentProvider {
  readonly name = 'sandbox';

  private constructor(
    private readonly pool: pg.Pool,
    private readonly clerk: SandboxClerk,
    private readonly parts: {
      readonly webhookSecret: string;
      readonly clock: () => Date;
      readonly delayMs: number;
    },
  ) {}

  static async open(options: SandboxOptions): Promise<SandboxPayments> {
    const { databaseUrl, webhookUrl, clock = () => new Date(), delayMs = DELAY_MS } = options;
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, Client: PoolClient });
    pool.on('error', () => undefined); // an idle connection was lost: the pool opens another when needed
    try {
      await migrateSandbox(pool);
      const { rows } = await pool.query<{ webhook_secret: string }>(
        'SELECT webhook_secret FROM sandbox_payments.secrets',
      );
      const webhookSecret = rows[0]?.webhook_secret ?? '';
      const report = options.report ?? (() => undefined);
      const clerk = new SandboxClerk({ pool, webhookUrl, webhookSecret, clock, report });
      clerk.wake();
      return new SandboxPayments(pool, clerk, { webhookSecret, clock, delayMs });
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  /** With which webhooks are signed, for those who play this provider in tests. */
  get webhookSecret(): string {
    return this.parts.webhookSecret;
  }

  async startCheckout(order: CheckoutOrder): Promise<Checkout> {
    const { successUrl, cancelUrl, keepPaymentMethod } = order;
    const row = await this.insert('checkout', order, {
      successUrl,
      cancelUrl,
      keep: keepPaymentMethod,
    });
    const { id, expires_at: expiresAt } = row;
    return { paymentReference: id, url: `${SANDBOX_CHECKOUTS}/${id}`, expiresAt: expiresAt.toISOString() };
  }

  async charge(order: OffSessionOrder): Promise<PaymentState> {
    const behaviour = behaviourOf(order.method.method);
    if (behaviour === 'outage') throw new PaymentProviderUnavailable('The sandbox plays an outage.');
    const row = await this.insert('charge', order, {
      successUrl: null,
      cancelUrl: null,
      keep: true,
    });
    if (row.status !== 'open') return paymentState(row);
    return paymentState(
      await this.process(row.id, behaviour ?? 'decline', { lastFour: null, present: false }),
    );
  }

  async find(paymentReference: string): Promise<PaymentState | null> {
    const row = await this.row(paymentReference);
    return row && paymentState(row);
  }

  readWebhook(body: Buffer, headers: WebhookHeaders): Promise<PaymentNotice | null> {
    return Promise.resolve().then(() => {
      verifyWebhook({ body, headers }, this.parts.webhookSecret, this.parts.clock());
      const said: unknown = JSON.parse(body.toString('utf8'));
      return aboutPayments.safeParse(said).success ? noticeSchema.parse(said) : null;
    });
  }

  async close(): Promise<void> {
    await this.clerk.close();
    await this.pool.end();
  }

  async row(id: string): Promise<SandboxPayment | null> {
    const { rows } = await this.pool.query<SandboxPayment>(
      'SELECT * FROM sandbox_payments.payments WHERE id = $1',
      [id],
    );
    return rows[0] ? asOf(rows[0], this.parts.clock()) : null;
  }

  /** Begins to take the money; what comes of it is told after a moment. */
  async process(
    id: string,
    behaviour: NonNullable<SandboxPayment['behaviour']>,
    card: { readonly lastFour: string | null; readonly present: boolean },
  ): Promise<SandboxPayment> {
    const { clock, delayMs } = this.parts;
    const times = behaviour === 'delayed-success' ? DELAYED_TIMES : 1;
    const decidedAt = new Date(clock().getTime() + delayMs * times);
    const failure = failureOf(behaviour, card.present);
    await this.pool.query(
      `UPDATE sandbox_payments.payments
          SET status = 'processing', behaviour = $2, last_four = coalesce($3, last_four), failure = $4, decided_at = $5
        WHERE id = $1 AND status IN ('open', 'authenticating') AND expires_at > $6`,
      [id, behaviour, card.lastFour, failure && JSON.stringify(failure), decidedAt, clock()],
    );
    return await this.changed(id);
  }

  /** The bank asks the buyer before it pays. */
  async askBuyer(id: string, lastFour: string): Promise<SandboxPayment> {
    await this.pool.query(
      `UPDATE sandbox_payments.payments SET status = 'authenticating', behaviour = 'authentication-required', last_four = $2
        WHERE id = $1 AND status IN ('open', 'authenticating') AND expires_at > $3`,
      [id, lastFour, this.parts.clock()],
    );
    return await this.changed(id);
  }

  /** Ends a payment that was not begun, at once. */
  async end(id: string, status: 'failed' | 'expired', failure: object | null): Promise<SandboxPayment> {
    const now = this.parts.clock();
    await this.pool.query(
      `WITH ended AS (
         UPDATE sandbox_payments.payments SET status = $2, failure = $3
          WHERE id = $1 AND status IN ('open', 'authenticating') AND expires_at > $4 RETURNING id
       )
       INSERT INTO sandbox_payments.notices (payment_id, next_at) SELECT id, $4 FROM ended`,
      [id, status, failure && JSON.stringify(failure), now],
    );
    return await this.changed(id);
  }

  private async changed(id: string): Promise<SandboxPayment> {
    this.clerk.wake();
    const row = await this.row(id);
    if (!row) throw new TypeError(`The sandbox has no payment ${id}.`);
    return row;
  }

  /** Asked again for the same purchase it answers the same payment. */
  private async insert(
    kind: SandboxPayment['kind'],
    { purchaseId, accountId, price, description }: Order,
    { successUrl, cancelUrl, keep }: InsertOptions,
  ): Promise<SandboxPayment> {
    const id = `sbx_${createHash('sha256').update(`${kind}\n${purchaseId}`).digest('hex').slice(0, 40)}`;
    const expiresAt = new Date(this.parts.clock().getTime() + CHECKOUT_OPEN_MS);
    await this.pool.query(
      `INSERT INTO sandbox_payments.payments
         (id, kind, purchase_id, account_id, minor_units, currency, description, success_url, cancel_url,
          keep_method, status, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11) ON CONFLICT DO NOTHING`,
      [
        id,
        kind,
        purchaseId,
        accountId,
        price.minorUnits,
        price.currency,
        description,
        successUrl,
        cancelUrl,
        keep,
        expiresAt,
      ],
    );
    return await this.changed(id);
  }
}

interface InsertOptions {
  readonly successUrl: string | null;
  readonly cancelUrl: string | null;
  readonly keep: boolean;
}

const aboutPayments = z.object({ payment: z.looseObject({}) });

const noticeSchema: z.ZodType<PaymentNotice> = z.object({
  noticeId: z.string(),
  payment: z.object({
    purchaseId: z.string(),
    paymentReference: z.string(),
    status: z.enum(['pending', 'paid', 'failed', 'expired']),
    price: z.object({ minorUnits: z.string().regex(/^\d+$/), currency: z.enum(['USD']) }),
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
    method: z.object({ customer: z.string(), method: z.string() }).nullable(),
  }),
});
