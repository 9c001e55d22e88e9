import { accountKind, Aggregates, purchaseKind, requestHash, type Operation } from '#libs/aggregates';
import type { Reconciliation } from '#libs/contract';
import { amount, type CreditedItem, type Purchase } from '#libs/ledger';
import type { PaymentProvider, PaymentState } from '#libs/payments';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { PAYMENT_PROVIDER } from '../payments/payments.module.js';
import { RefusedCommand } from '../problems/problem.js';
import { answerWith } from '../write-side/carry-out.js';

const ACTOR = 'system:payments';
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
  ) {}

  /** What the provider says of a payment, heard now or asked for. */
  async learn(payment: PaymentState): Promise<Purchase> {
    const { purchaseId, paymentReference, status } = payment;
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: operationOf(`payment-${status}-${paymentReference}`, purchaseId),
      command: { type: 'RecordPayment', purchaseId, payment },
    });
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    return await this.credit(await this.stateOf(purchaseId));
  }

  /** Asks the provider where it has to, and does what is missing. @throws {RefusedCommand} */
  async reconcile(purchaseId: string): Promise<Settled> {
    const before = await this.stateOf(purchaseId);
    if (before.status === 'paid') {
      const purchase = await this.credit(before);
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
    return Date.now() < lastHopeMs ? purchase : await this.expire(purchase);
  }

  private async expire({ order: { purchaseId } }: Purchase): Promise<Purchase> {
    await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: operationOf('expiry', purchaseId),
      command: { type: 'ExpirePurchase', purchaseId },
    });
    return await this.stateOf(purchaseId);
  }

  private async credit(purchase: Purchase): Promise<Purchase> {
    if (purchase.status !== 'paid') return purchase;
    const { purchaseId, accountId, packageName } = purchase.order;
    const credited = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(`credit-of-${purchaseId}`, purchaseId),
      command: { type: 'CreditPurchase', purchaseId, packageName, items: creditedItems(purchase) },
    });
    const { body: position } = answerWith(credited, 'TokensPurchased', (event) => event.position.toString());
    const completed = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: operationOf('completion', purchaseId),
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

function operationOf(operationId: string, purchaseId: string): Operation {
  return {
    operationId,
    requestHash: requestHash({ operationId, purchaseId }),
    actor: ACTOR,
    correlationId: purchaseId,
    causationId: purchaseId,
  };
}

/** A lifetime in days is counted from when the tokens come, not from when they were ordered. */
function creditedItems({ order }: Purchase): readonly CreditedItem[] {
  const now = Date.now();
  return order.items.map((item, index) => ({
    grantId: `${order.purchaseId}.${index + 1}`,
    model: item.model,
    amount: amount(item.tokens),
    priority: item.priority,
    expiresAt: expiryOf(item, now),
    rollover: item.rollover,
  }));
}

function expiryOf(
  { expiresAt, expiresAfterDays }: { expiresAt: string | null; expiresAfterDays: number | null },
  now: number,
): Date | null {
  if (expiresAt !== null) return new Date(expiresAt);
  return expiresAfterDays === null ? null : new Date(now + expiresAfterDays * DAY_MS);
}
