import { Aggregates, purchaseKind, type Operation } from '#libs/aggregates';
import { pages, type Checkout } from '#libs/contract';
import type { CheckoutOpened, PurchaseStarted } from '#libs/ledger';
import type { PaymentProvider } from '#libs/payments';
import { Inject, Injectable } from '@nestjs/common';
import { PAYMENT_PROVIDER } from '../payments/payments.module.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';

export interface CheckoutFrom {
  /** That wants the purchase paid for. */
  readonly operation: Operation;
  /** Where the browser finds this API, e.g. `https://tokens.example.com`. */
  readonly base: string;
}

/** Pages of the provider on which purchases are paid for: one for each purchase, however often it is asked for. */
@Injectable()
export class Checkouts {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(PAYMENT_PROVIDER) private readonly payments: PaymentProvider,
  ) {}

  /** @throws {PaymentProviderUnavailable} the purchase stays; ask again. */
  async open(
    order: PurchaseStarted['data'],
    { operation, base }: CheckoutFrom,
  ): Promise<CommandAnswer<Checkout>> {
    const { purchaseId, price } = order;
    const operationId = 'checkout';
    const opened = await this.aggregates.findOperation(purchaseKind, purchaseId, operationId);
    const answer = (checkout: CheckoutOpened['data'], position: bigint): Checkout => ({
      purchaseId,
      checkoutUrl: new URL(checkout.url ?? pages.purchase(purchaseId), base).href,
      payableUntil: checkout.payableUntil,
      price: { ...price },
      position: position.toString(),
    });
    for (const { event, position } of opened ?? []) {
      if (event.type === 'CheckoutOpened') return { body: answer(event.data, position), replayed: true };
    }
    const checkout = await this.openAtProvider(order, base);
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      // The provider answers the same checkout whenever it is asked, so what is recorded is the same too.
      operation: { ...operation, operationId, causationId: operation.operationId },
      command: { type: 'OpenCheckout', purchaseId, checkout },
    });
    return answerWith(outcome, 'CheckoutOpened', ({ event, position }) => answer(event.data, position));
  }

  private async openAtProvider(
    { purchaseId, accountId, price, packageName }: PurchaseStarted['data'],
    base: string,
  ): Promise<Omit<CheckoutOpened['data'], 'openedAt'>> {
    const back = new URL(pages.purchase(purchaseId), base).href;
    const { paymentReference, url, expiresAt } = await this.payments.startCheckout({
      purchaseId,
      accountId,
      price,
      description: packageName,
      successUrl: back,
      cancelUrl: back,
      keepPaymentMethod: true,
    });
    return { paymentReference, url, payableUntil: expiresAt, provider: this.payments.name };
  }
}
