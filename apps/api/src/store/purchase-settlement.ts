import { accountKind, Aggregates, purchaseKind } from '#libs/aggregates';
import type { Reconciliation } from '#libs/contract';
import { creditedItems, type Purchase } from '#libs/ledger';
import type { PaymentProvider, PaymentState } from '#libs/payments';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { PAYMENT_PROVIDER } from '../payments/payments.module.js';
import { RefusedCommand } from '../problems/problem.js';
import { answerWith } from '../write-side/carry-out.js';
import { PaymentConsequences } from './payment-consequences.js';
import { systemOperation } from './system-operation.js';

const DAY_MS = 86_400_000;

/** Where a purchase stands, and what was missing to it. */
export type Settled = Pick<Reconciliation, 'healed'> & { readonly purchase: Purchase };

/**
 * Brings a purchase from what the provider says to the tokens in the account. Every step is a command under
 * an id that follows from the purchase, so that all of it may be done again, at any time and by anybody,
 * after a crash between any two steps: what was done is not done twice, and what was not is done now.
 */
@Injectable()
export class PurchaseSettlement {
  private readonly logger = new Logger(PurchaseSettlement.name);

  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(PAYMENT_PROVIDER) private readonly payments: PaymentProvider,
    @Inject(PaymentConsequences) private readonly consequences: PaymentConsequences,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the provider says of a payment, heard now or asked for. */
  async learn(payment: PaymentState): Promise<Purchase> {
    const { purchaseId, paymentReference, status } = payment;
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation(`payment-${status}-${paymentReference}`, purchaseId),
      command: { type: 'RecordPayment', purchaseId, payment },
    });
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    return await this.settle(await this.stateOf(purchaseId));
  }

  /** Asks the provider where it has to, and does what is missing. @throws {RefusedCommand} */
  async reconcile(purchaseId: string): Promise<Settled> {
    const before = await this.stateOf(purchaseId);
    if (before.status === 'paid') {
      const purchase = await this.settle(before);
      this.logger.warn(`The purchase ${purchaseId} was paid and not credited. It is credited now.`);
      return { purchase, healed: 'credited' };
    }
    if (before.status === 'completed') return { purchase: before, healed: 'nothing' };
    const purchase = await this.ask(before);
    const healed = purchase.status === before.status ? 'nothing' : 'learned';
    if (healed === 'learned') {
      this.logger.warn(`The purchase ${purchaseId} is ${purchase.status}; no webhook had said so.`);
    }
    return { purchase, healed };
  }

  /** A payment that the provider does not know of will not come, once it has long been too late for it. */
  private async ask(purchase: Purchase): Promise<Purchase> {
    const { checkout, order } = purchase;
    const payment = checkout && (await this.payments.find(checkout.paymentReference));
    if (payment) return await this.learn({ ...payment, purchaseId: order.purchaseId });
    const lastHopeMs = Date.parse(checkout?.payableUntil ?? order.startedAt) + DAY_MS;
    return this.clock().getTime() < lastHopeMs ? await this.settle(purchase) : await this.expire(purchase);
  }

  private async expire({ order: { purchaseId } }: Purchase): Promise<Purchase> {
    await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation('expiry', purchaseId),
      command: { type: 'ExpirePurchase', purchaseId },
    });
    return await this.settle(await this.stateOf(purchaseId));
  }

  /** What follows from a payment is done before it is called completed, so that it is made up for like the credit. */
  private async settle(purchase: Purchase): Promise<Purchase> {
    switch (purchase.status) {
      case 'pending':
      case 'completed':
        return purchase;
      case 'failed':
      case 'expired':
        await this.consequences.follow(purchase);
        return purchase;
      case 'paid': {
        const position = await this.credit(purchase);
        await this.consequences.follow(purchase);
        return await this.complete(purchase, position);
      }
    }
  }

  private async credit(purchase: Purchase): Promise<string> {
    const { purchaseId, accountId, packageName } = purchase.order;
    const credited = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: systemOperation(`credit-of-${purchaseId}`, purchaseId),
      command: {
        type: 'CreditPurchase',
        purchaseId,
        packageName,
        items: creditedItems(purchase.order, this.clock()),
      },
    });
    return answerWith(credited, 'TokensPurchased', (event) => event.position.toString()).body;
  }

  private async complete({ order: { purchaseId } }: Purchase, position: string): Promise<Purchase> {
    const completed = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation('completion', purchaseId),
      command: { type: 'CompletePurchase', purchaseId, creditedAtPosition: position },
    });
    if (completed.refusal) throw new RefusedCommand(completed.refusal);
    return await this.stateOf(purchaseId);
  }

  private async stateOf(purchaseId: string): Promise<Purchase> {
    const purchase = await this.aggregates.stateOf(purchaseKind, purchaseId);
    if (!purchase) throw new RefusedCommand({ code: 'purchase-not-found', purchaseId });
    return purchase;
  }
}
