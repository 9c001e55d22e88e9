import { Aggregates, purchaseKind } from '#libs/aggregates';
import type { Purchase, SavedMethod } from '#libs/ledger';
import type { PaymentProvider, PaymentState } from '#libs/payments';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { PAYMENT_PROVIDER } from '../payments/payments.module.js';
import { PurchaseSettlement } from './purchase-settlement.js';
import { systemOperation } from './system-operation.js';

const DAY_MS = 86_400_000;

/** Has purchases paid for without the buyer, each once: the provider knows the charge by the purchase. */
@Injectable()
export class OffSessionCharges {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(PAYMENT_PROVIDER) private readonly payments: PaymentProvider,
    @Inject(PurchaseSettlement) private readonly settlement: PurchaseSettlement,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins the charge where nobody has, and otherwise looks what became of it.
   * @throws {PaymentProviderUnavailable} nothing is known; do it again.
   */
  async bringForward(purchase: Purchase, method: SavedMethod | null): Promise<void> {
    if (purchase.status !== 'pending' || purchase.checkout) await this.follow(purchase);
    else await this.settlement.learn(method ? await this.charge(purchase, method) : methodMissing(purchase));
  }

  /** Looks what became of a payment, whoever began it. */
  async follow({ order }: Purchase): Promise<void> {
    await this.settlement.reconcile(order.purchaseId);
  }

  private async charge({ order }: Purchase, method: SavedMethod): Promise<PaymentState> {
    const { purchaseId, accountId, price, packageName, startedAt } = order;
    const payment = await this.payments.charge({
      purchaseId,
      accountId,
      price,
      description: packageName,
      method,
      orderedAt: startedAt,
    });
    const payableUntil = new Date(this.clock().getTime() + DAY_MS).toISOString();
    const { paymentReference } = payment;
    await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation('charge', purchaseId),
      command: {
        type: 'OpenCheckout',
        purchaseId,
        checkout: { paymentReference, provider: this.payments.name, url: null, payableUntil },
      },
    });
    return payment;
  }
}

/** The provider is not even asked. */
function methodMissing({ order: { purchaseId, price } }: Purchase): PaymentState {
  const message = 'No payment method is saved that could be charged.';
  return {
    purchaseId,
    paymentReference: `none-${purchaseId}`,
    status: 'failed',
    price,
    failure: { code: 'payment-method-missing', message },
    method: null,
  };
}
