import type { SavedMethod } from '#libs/ledger';
import {
  ForgedWebhook,
  type CheckoutOrder,
  type PaymentProvider,
  type PaymentState,
  type WebhookHeaders,
} from './payment-provider.js';

export type SavedCard = 'good' | 'declined' | 'insufficient-funds' | 'authentication-required';

export interface SignedWebhook {
  readonly body: Buffer;
  readonly headers: WebhookHeaders;
}

export interface ProviderUnderTest {
  readonly payments: PaymentProvider;
  /** The buyer pays on the provider's page, with a card that works. */
  buyerPays(paymentReference: string): Promise<void>;
  savedCard(card: SavedCard): SavedMethod;
  /** Signed as the provider would; `paymentReference` null: about something else than payments. */
  webhook(
    paymentReference: string | null,
    options: { readonly at?: Date; readonly secret?: string },
  ): Promise<SignedWebhook>;
  close(): Promise<void>;
}

const ORDER: CheckoutOrder = {
  purchaseId: 'p-1',
  accountId: 'acc-1',
  price: { minorUnits: '999', currency: 'USD' },
  description: 'Starter Bundle',
  successUrl: 'https://shop.example/back',
  cancelUrl: 'https://shop.example/store',
  keepPaymentMethod: true,
};
const TOLERANCE_MS = 300_000;
const UNTIL_MS_MAX = 20_000;

/** What everything that takes money must do, as tests. The factory is called for each of them. */
export function describePaymentProviderContract(
  name: string,
  factory: () => Promise<ProviderUnderTest>,
): void {
  describe(name, () => {
    let provider: ProviderUnderTest;
    let payments: PaymentProvider;
    beforeEach(async () => {
      provider = await factory();
      payments = provider.payments;
    });
    afterEach(() => provider.close());

    const orderedAt = new Date().toISOString();
    const charge = async (card: SavedCard, purchaseId = ORDER.purchaseId) =>
      await payments.charge({ ...ORDER, purchaseId, method: provider.savedCard(card), orderedAt });

    async function decided(paymentReference: string): Promise<PaymentState> {
      const deadline = Date.now() + UNTIL_MS_MAX;
      for (;;) {
        const state = await payments.find(paymentReference);
        if (state && state.status !== 'pending') return state;
        if (Date.now() > deadline) throw new Error(`It never came to a result: ${JSON.stringify(state)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    async function paidCheckout(order = ORDER): Promise<PaymentState> {
      const { paymentReference } = await payments.startCheckout(order);
      await provider.buyerPays(paymentReference);
      return await decided(paymentReference);
    }

    it('opens one checkout for a purchase, asked twice at once and once more', async () => {
      const [first, second] = await Promise.all([
        payments.startCheckout(ORDER),
        payments.startCheckout(ORDER),
      ]);
      expect(second).toEqual(first);
      expect(await payments.startCheckout(ORDER)).toEqual(first);
      expect(Date.parse(first.expiresAt)).toBeGreaterThan(Date.now());
    });

    it('answers the same checkout when it was paid, so that nobody pays twice', async () => {
      const { paymentReference } = await paidCheckout();
      expect(await payments.startCheckout(ORDER)).toMatchObject({ paymentReference });
    });

    it('opens another checkout for another purchase', async () => {
      const first = await payments.startCheckout(ORDER);
      const other = await payments.startCheckout({ ...ORDER, purchaseId: 'p-2' });
      expect(other.paymentReference).not.toBe(first.paymentReference);
    });

    it('waits for the buyer: a checkout that nobody paid yet is pending', async () => {
      const { paymentReference } = await payments.startCheckout(ORDER);
      expect(await payments.find(paymentReference)).toEqual({
        purchaseId: 'p-1',
        paymentReference,
        status: 'pending',
        price: ORDER.price,
        failure: null,
        method: null,
      });
    });

    it('finds what was paid, and charges what it was paid with again', async () => {
      const paid = await paidCheckout();
      expect(paid).toMatchObject({ purchaseId: 'p-1', status: 'paid', price: ORDER.price, failure: null });
      if (!paid.method) throw new Error('The method was to be kept.');
      const again = await payments.charge({ ...ORDER, purchaseId: 'p-2', method: paid.method, orderedAt });
      expect(await decided(again.paymentReference)).toMatchObject({ purchaseId: 'p-2', status: 'paid' });
    });

    it('keeps no payment method unless asked to', async () => {
      expect(await paidCheckout({ ...ORDER, keepPaymentMethod: false })).toMatchObject({
        status: 'paid',
        method: null,
      });
    });

    it('knows nothing of a reference that it never gave', async () => {
      expect(await payments.find('cs_nobody')).toBeNull();
      expect(await payments.find('pi_nobody')).toBeNull();
    });

    it('makes the charge of a purchase once', async () => {
      const [first, second] = await Promise.all([charge('good'), charge('good')]);
      expect(second.paymentReference).toBe(first.paymentReference);
      expect(await decided(first.paymentReference)).toMatchObject({ status: 'paid', price: ORDER.price });
      expect((await charge('good')).paymentReference).toBe(first.paymentReference);
    });

    it.each([
      ['declined', 'card-declined'],
      ['insufficient-funds', 'insufficient-funds'],
      ['authentication-required', 'authentication-required'],
    ] as const)('says why it could not charge a card: %s', async (card, code) => {
      const { paymentReference } = await charge(card);
      expect(await decided(paymentReference)).toEqual({
        purchaseId: 'p-1',
        paymentReference,
        status: 'failed',
        price: ORDER.price,
        failure: { code, message: expect.stringMatching(/\.$/) },
        method: null,
      });
    });

    it('keeps a charge that failed as it is, and charges another purchase', async () => {
      const first = await charge('declined');
      await decided(first.paymentReference);
      expect(await charge('declined')).toMatchObject({ status: 'failed' });
      const second = await charge('good', 'p-2');
      expect(await decided(second.paymentReference)).toMatchObject({ status: 'paid' });
    });

    describe('a webhook', () => {
      const read = async ({ body, headers }: SignedWebhook) => await payments.readWebhook(body, headers);

      it('is believed when it is genuine, and is the same notice when it comes again', async () => {
        const payment = await paidCheckout();
        const webhook = await provider.webhook(payment.paymentReference, {});
        const notice = await read(webhook);
        expect(notice).toMatchObject({ noticeId: expect.stringMatching(/./), payment });
        expect(await read(webhook)).toEqual(notice);
      });

      it('is believed as long as it may be under way', async () => {
        const { paymentReference } = await paidCheckout();
        const at = new Date(Date.now() - TOLERANCE_MS + 30_000);
        expect(await read(await provider.webhook(paymentReference, { at }))).not.toBeNull();
      });

      it('is refused when it is older', async () => {
        const { paymentReference } = await paidCheckout();
        const at = new Date(Date.now() - TOLERANCE_MS - 2_000);
        const late = await provider.webhook(paymentReference, { at });
        await expect(read(late)).rejects.toThrow(ForgedWebhook);
      });

      it('is refused when another secret signed it', async () => {
        const { paymentReference } = await paidCheckout();
        const forged = await provider.webhook(paymentReference, { secret: 'whsec_guessed' });
        await expect(read(forged)).rejects.toThrow(ForgedWebhook);
      });

      it('is refused when a byte of it was changed', async () => {
        const { paymentReference } = await paidCheckout();
        const { body, headers } = await provider.webhook(paymentReference, {});
        const altered = Buffer.concat([body, Buffer.from(' ')]);
        await expect(read({ body: altered, headers })).rejects.toThrow(ForgedWebhook);
      });

      it('is refused when the signature is missing, empty or no signature', async () => {
        const { body, headers } = await provider.webhook(null, {});
        const signatureHeader = Object.keys(headers)[0] ?? '';
        await expect(read({ body, headers: {} })).rejects.toThrow(ForgedWebhook);
        for (const signature of ['', 't=1', 't=,v1=', 'v1=00', ['a', 'b']]) {
          const unsigned = { body, headers: { [signatureHeader]: signature } };
          await expect(read(unsigned)).rejects.toThrow(ForgedWebhook);
        }
      });

      it('means nothing when it is about something else', async () => {
        expect(await read(await provider.webhook(null, {}))).toBeNull();
      });
    });
  });
}
