import type { SandboxPayment } from './sandbox-payment.js';
import type { SandboxPayments } from './sandbox-payments.js';
import { readCardForm, type CardForm, type FormProblem } from './card-form.js';
import { authenticationPage, cardPage, closedPage, unknownPage } from './checkout-pages.js';
import { AUTHENTICATION_REFUSED } from './test-cards.js';

export type { CardForm } from './card-form.js';

/** What the buyer's browser is answered. */
export type PageAnswer =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'redirect'; readonly url: string };

/** The pages of the sandbox on which a buyer pays. Nothing that is typed here is kept or logged. */
export class SandboxCheckout {
  constructor(private readonly payments: SandboxPayments) {}

  async show(id: string): Promise<PageAnswer> {
    return await this.onOpen(id, (payment) => Promise.resolve(pageOf(payment)));
  }

  async pay(id: string, form: CardForm): Promise<PageAnswer> {
    return await this.onOpen(id, async (payment) => {
      const { card, problem } = readCardForm(form);
      if (problem) return page(422, cardPage(payment, problem));
      const lastFour = card.number.slice(-4);
      if (card.behaviour === 'outage') return page(503, cardPage(payment, OUTAGE));
      if (card.behaviour === 'authentication-required')
        return pageOf(await this.payments.askBuyer(id, lastFour));
      return back(await this.payments.process(id, card.behaviour, { lastFour, present: true }));
    });
  }

  /** The buyer answers the bank. */
  async authenticate(id: string, approved: boolean): Promise<PageAnswer> {
    return await this.onOpen(id, async (payment) => {
      if (payment.status !== 'authenticating') return pageOf(payment);
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
    return isPayable(payment) ? await then(payment) : pageOf(payment);
  }
}

const OUTAGE: FormProblem = {
  field: null,
  message: 'The payment could not be processed right now. Nothing was taken: try again in a moment.',
};

function isPayable({ status }: SandboxPayment): boolean {
  return status === 'open' || status === 'authenticating';
}

/** The page on which a checkout goes on from where it is. */
function pageOf(payment: SandboxPayment): PageAnswer {
  if (payment.status === 'open') return page(200, cardPage(payment, null));
  if (payment.status === 'authenticating') return page(200, authenticationPage(payment));
  return page(410, closedPage(payment));
}

function page(status: number, html: string): PageAnswer {
  return { kind: 'page', status, html };
}

/** To the shop, which shows what becomes of it; nothing becomes of what came too late. */
function back(payment: SandboxPayment): PageAnswer {
  const { success_url: url, status } = payment;
  return url && status !== 'expired' ? { kind: 'redirect', url } : pageOf(payment);
}
