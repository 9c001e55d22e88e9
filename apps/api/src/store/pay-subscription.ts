import { Aggregates, subscriptionKind } from '#libs/aggregates';
import type { SubscriptionCheckout } from '#libs/contract';
import { payableNow } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { OwnSubscriptions, type SubscriptionPath } from './own-subscription.js';
import { PeriodPurchases } from './period-purchases.js';

/** The buyer pays for the period that is due, without waiting for the next charge. */
export class PaySubscription extends Command<CommandAnswer<SubscriptionCheckout>> {
  constructor(
    readonly path: SubscriptionPath,
    readonly origin: CommandOrigin,
    /** Where the browser finds this API. */
    readonly base: string,
  ) {
    super();
  }
}

@CommandHandler(PaySubscription)
export class PaySubscriptionHandler implements ICommandHandler<PaySubscription> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(OwnSubscriptions) private readonly subscriptions: OwnSubscriptions,
    @Inject(PeriodPurchases) private readonly purchases: PeriodPurchases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: PaySubscription): Promise<CommandAnswer<SubscriptionCheckout>> {
    const { path, origin, base } = command;
    const { subscriptionId } = path;
    const subscription = await this.subscriptions.of(path);
    const operation = operationOf(origin, PaySubscription.name, path);
    const outcome = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation,
      command: {
        type: 'BeginRenewal',
        subscriptionId,
        // Where nothing is payable it is refused, whatever purchase is named, and a retry answers what it did.
        purchaseId: payableNow(subscription, this.clock())?.purchaseId ?? '',
        askedByBuyer: true,
      },
    });
    const { body: attempt } = answerWith(outcome, 'SubscriptionRenewalBegun', ({ event }) => event.data);
    return await this.purchases.checkout(subscription, attempt, { operation, base });
  }
}
