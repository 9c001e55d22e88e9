import type { SandboxPayment } from './sandbox-payment.js';
import type { SandboxPayments } from './sandbox-payments.js';
import { authenticationPage, cardPage, closedPage, unknownPage } from './checkout-pages.js';
import { AUTHENTICATION_REFUSED, testCard } from './test-cards.js';

/** What the buyer's browser is answered. */
export type PageAnswer =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'redirect'; readonly url: string };

export interface CardForm {
  readonly card_number?: unknown;
  readonly expiry?: unknown;
  readonly cvc?: unknown;
}

/** The pages of the sandbox on which a buyer pays. Nothing that is typed here is kept or logged. */
export class SandboxCheckout {
  constructor(private readonly payments: SandboxPayments) {}

  async show(id: string): Promise<PageAnswer> {
    return await this.onOpen(id, (payment) => Promise.resolve(page(200, cardPage(payment, null))));
  }

  async pay(id: string, form: CardForm): Promise<PageAnswer> {
    return await this.onOpen(id, async (payment) => {
      const problem = problemOf(form);
      if (problem) return page(422, cardPage(payment, problem));
      const card = testCard(textOf(form.card_number));
      if (!card) return page(422, cardPage(payment, UNKNOWN_CARD));
      const lastFour = card.number.slice(-4);
      if (card.behaviour === 'outage') return page(503, cardPage(payment, OUTAGE));
      if (card.behaviour === 'authentication-required') {
        return page(200, authenticationPage(await this.payments.askBuyer(id, lastFour)));
      }
      return back(await this.payments.process(id, card.behaviour, { lastFour, present: true }));
    });
  }

  /** The buyer answers the bank. */
  async authenticate(id: string, approved: boolean): Promise<PageAnswer> {
    return await this.onOpen(id, async (payment) => {
      if (payment.status !== 'authenticating') return page(200, cardPage(payment, null));
      if (!approved) return back(await this.payments.end(id, 'failed', AUTHENTICATION_REFUSED));
      return back(
        await this.payments.process(id, 'authentication-required', { lastFour: null, present: true }),
      );
    });
  }

  /** The buyer turns back: the checkout stays open, and can be paid later. */
  async cancel(id: string): Promise<PageAnswer> {
    const payment = await this.payments.row(id);
    return payment?.cancel_url ? { kind: 'redirect', url: payment.cancel_url } : page(404, unknownPage());
  }

  private async onOpen(
    id: string,
    then: (payment: SandboxPayment) => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const payment = await this.payments.row(id);
    if (payment?.kind !== 'checkout') return page(404, unknownPage());
    if (payment.status !== 'open' && payment.status !== 'authenticating')
      return page(410, closedPage(payment));
    return await then(payment);
  }
}

const UNKNOWN_CARD = 'Only the test cards below work here. Never type a real card number.';
const OUTAGE = 'The payment could not be processed right now. Nothing was taken: try again in a moment.';

function problemOf({ expiry, cvc }: CardForm): string | null {
  if (!/^(0[1-9]|1[0-2]) ?\/ ?\d{2}$/.test(textOf(expiry).trim()))
    return 'Type the expiry as month and year: 12/34.';
  return /^\d{3,4}$/.test(textOf(cvc).trim()) ? null : 'Type the security code: three or four digits.';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function page(status: number, html: string): PageAnswer {
  return { kind: 'page', status, html };
}

function back({ success_url: url }: SandboxPayment): PageAnswer {
  return url ? { kind: 'redirect', url } : page(404, unknownPage());
}
