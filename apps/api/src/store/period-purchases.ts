import { Aggregates, purchaseKind } from '#libs/aggregates';
import type { SubscriptionCheckout } from '#libs/contract';
import { periodOrder, type PeriodAttempt, type Purchase, type Subscription } from '#libs/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { RefusedCommand } from '../problems/problem.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Checkouts, type CheckoutFrom } from './checkouts.js';
import { systemOperation } from './system-operation.js';

type Subscriber = Pick<Subscription, 'subscriptionId' | 'accountId'>;

/** The purchases by which periods of subscriptions are paid: one for each attempt. */
@Injectable()
export class PeriodPurchases {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(Checkouts) private readonly checkouts: Checkouts,
  ) {}

  /** Where the buyer pays for it. */
  async checkout(
    subscriber: Subscriber,
    attempt: PeriodAttempt,
    from: CheckoutFrom,
  ): Promise<CommandAnswer<SubscriptionCheckout>> {
    const { order } = await this.of(subscriber, attempt);
    const { body, replayed } = await this.checkouts.open(order, from);
    return { body: { ...body, subscriptionId: subscriber.subscriptionId }, replayed };
  }

  /** The purchase of an attempt; it is started unless it has been. */
  async of(subscriber: Subscriber, attempt: PeriodAttempt): Promise<Purchase> {
    const { purchaseId } = attempt;
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation: systemOperation('start', purchaseId),
      command: { type: 'StartPeriodPurchase', order: periodOrder(subscriber, attempt) },
    });
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    const purchase = await this.aggregates.stateOf(purchaseKind, purchaseId);
    if (!purchase) throw new TypeError(`The purchase ${purchaseId} was started.`);
    return purchase;
  }
}
