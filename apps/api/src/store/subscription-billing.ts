import { Aggregates, subscriptionKind } from '#libs/aggregates';
import type { SubscriptionReconciliation } from '#libs/contract';
import {
  dueOf,
  paymentInFlight,
  type PeriodAttempt,
  type Subscription,
  type SubscriptionCommand,
} from '#libs/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { RefusedCommand } from '../problems/problem.js';
import { OffSessionCharges } from './off-session-charges.js';
import { PeriodPurchases } from './period-purchases.js';
import { systemOperation } from './system-operation.js';

type Done = SubscriptionReconciliation['done'];

/**
 * Does what is due to a subscription: renews it, ends it, or follows the payment that is in flight. Every
 * step is a command under an id that follows from the attempt, so that all of it may be done again, at any
 * time and by anybody, after a crash between any two steps; what is recorded first is that an attempt begins.
 */
@Injectable()
export class SubscriptionBilling {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(PeriodPurchases) private readonly purchases: PeriodPurchases,
    @Inject(OffSessionCharges) private readonly charges: OffSessionCharges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {RefusedCommand} when there is no such subscription. */
  async reconcile(subscriptionId: string): Promise<SubscriptionReconciliation> {
    const done = await this.bringForward(await this.stateOf(subscriptionId));
    const { status } = await this.stateOf(subscriptionId);
    return { subscriptionId, status, done };
  }

  private async bringForward(subscription: Subscription): Promise<Done> {
    const inFlight = paymentInFlight(subscription);
    if (inFlight) return await this.follow(subscription, inFlight);
    const due = dueOf(subscription, this.clock());
    if (!due) return 'nothing';
    const { subscriptionId } = subscription;
    if (due.what !== 'renew') {
      const { number } = subscription.period;
      await this.execute({ type: 'EndSubscription', subscriptionId }, `end-after-${number}`);
      return 'ended';
    }
    const { attempt } = due;
    const { purchaseId } = attempt;
    await this.execute(
      { type: 'BeginRenewal', subscriptionId, purchaseId, askedByBuyer: false },
      `renewal-${purchaseId}`,
    );
    await this.follow(subscription, attempt);
    return 'renewal-begun';
  }

  private async follow(subscription: Subscription, attempt: PeriodAttempt): Promise<Done> {
    const purchase = await this.purchases.of(subscription, attempt);
    if (attempt.payment === 'charge') await this.charges.bringForward(purchase, subscription.method);
    else await this.charges.follow(purchase);
    return 'payment-followed';
  }

  private async execute(command: SubscriptionCommand, operationId: string): Promise<void> {
    const { subscriptionId } = command;
    const { refusal } = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation: systemOperation(operationId, subscriptionId),
      command,
    });
    if (refusal) throw new RefusedCommand(refusal);
  }

  private async stateOf(subscriptionId: string): Promise<Subscription> {
    const subscription = await this.aggregates.stateOf(subscriptionKind, subscriptionId);
    if (!subscription) throw new RefusedCommand({ code: 'subscription-not-found', subscriptionId });
    return subscription;
  }
}
