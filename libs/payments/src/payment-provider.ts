import type { Payment, SavedMethod, WrittenMoney } from '#libs/ledger';

/**
 * Whoever takes the money. A purchase is known to it by its id: asked twice for the same purchase, it answers
 * the same checkout or charge, and takes the money once. It never learns what a card number is to us, because
 * we never see one: it is typed into a page of the provider.
 */
export interface PaymentProvider {
  readonly name: 'sandbox' | 'stripe';
  /**
   * A page of the provider on which the purchase is paid for.
   * @throws {PaymentProviderUnavailable} nothing is known; ask again with the same purchase.
   */
  startCheckout(order: CheckoutOrder): Promise<Checkout>;
  /**
   * Takes the money without the buyer being there, from what they paid with before.
   * @throws {PaymentProviderUnavailable}
   */
  charge(order: OffSessionOrder): Promise<PaymentState>;
  /**
   * What the provider knows of a payment (a checkout or a charge), by the reference it gave; this is how a lost webhook is made up for.
   * @throws {PaymentProviderUnavailable}
   */
  find(paymentReference: string): Promise<PaymentState | null>;
  /**
   * What a webhook says; null when it is genuine and about nothing that matters here.
   * @throws {ForgedWebhook} when its signature is not the provider's, or is too old to be believed.
   */
  readWebhook(body: Buffer, headers: WebhookHeaders): Promise<PaymentNotice | null>;
  close(): Promise<void>;
}

export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Order {
  readonly purchaseId: string;
  readonly accountId: string;
  readonly price: WrittenMoney;
  /** What the buyer reads on the provider's page and statement. */
  readonly description: string;
}

export interface CheckoutOrder extends Order {
  /** Absolute URLs: where the provider's page leads when it was paid for, and when the buyer turned back. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Whether later charges without the buyer must be possible. */
  readonly keepPaymentMethod: boolean;
}

export interface OffSessionOrder extends Order {
  readonly method: SavedMethod;
  /** ISO 8601 UTC. A charge that is asked for again long after it must not be made twice either. */
  readonly orderedAt: string;
}

export interface Checkout {
  readonly paymentReference: string;
  readonly url: string;
  /** ISO 8601 UTC; later nothing can be paid on the page. */
  readonly expiresAt: string;
}

/** A payment, and the purchase that it is for. */
export interface PaymentState extends Payment {
  readonly purchaseId: string;
}

export interface PaymentNotice {
  /** Of the provider's event. */
  readonly noticeId: string;
  readonly payment: PaymentState;
}

export class PaymentProviderUnavailable extends Error {
  override readonly name = 'PaymentProviderUnavailable';
}

export class ForgedWebhook extends Error {
  override readonly name = 'ForgedWebhook';
}
