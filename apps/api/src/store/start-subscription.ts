import { accountKind, Aggregates, subscriptionKind } from '#libs/aggregates';
import type { StartSubscriptionRequest, SubscriptionCheckout } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { idFrom } from './derived-id.js';
import { PeriodPurchases } from './period-purchases.js';

export class StartSubscription extends Command<CommandAnswer<SubscriptionCheckout>> {
  constructor(
    readonly accountId: string,
    readonly request: StartSubscriptionRequest,
    readonly origin: CommandOrigin,
    /** Where the browser finds this API. */
    readonly base: string,
  ) {
    super();
  }
}

/** The subscription is in the log before its first purchase, and that before the provider hears of it. */
@CommandHandler(StartSubscription)
export class StartSubscriptionHandler implements ICommandHandler<StartSubscription> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(PeriodPurchases) private readonly purchases: PeriodPurchases,
  ) {}

  async execute(command: StartSubscription): Promise<CommandAnswer<SubscriptionCheckout>> {
    const { accountId, request, origin, base } = command;
    const { packageId, packageVersion } = request;
    const subscriptionId = idFrom(accountId, 'subscription', origin.operationId);
    const operation = operationOf(origin, StartSubscription.name, { accountId, ...request });
    const outcome = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation,
      command: {
        type: 'StartSubscription',
        subscriptionId,
        accountId,
        packageId,
        packageVersion,
        offered: this.catalog.package(packageId),
        timeZone: request.timeZone ?? (await this.aggregates.stateOf(accountKind, accountId)).timeZone,
      },
    });
    const { body: started } = answerWith(outcome, 'SubscriptionStarted', ({ event }) => event.data);
    return await this.purchases.checkout(started, started, { operation, base });
  }
}
