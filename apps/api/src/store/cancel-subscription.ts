import { Aggregates, subscriptionKind } from '#libs/aggregates';
import type { SubscriptionCancellation } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { OwnSubscriptions, type SubscriptionPath } from './own-subscription.js';

export class CancelSubscription extends Command<CommandAnswer<SubscriptionCancellation>> {
  constructor(
    readonly path: SubscriptionPath,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(CancelSubscription)
export class CancelSubscriptionHandler implements ICommandHandler<CancelSubscription> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(OwnSubscriptions) private readonly subscriptions: OwnSubscriptions,
  ) {}

  async execute(command: CancelSubscription): Promise<CommandAnswer<SubscriptionCancellation>> {
    const { path, origin } = command;
    const { subscriptionId } = path;
    await this.subscriptions.of(path);
    const outcome = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation: operationOf(origin, CancelSubscription.name, path),
      command: { type: 'CancelSubscription', subscriptionId },
    });
    return answerWith(outcome, 'SubscriptionCancelled', ({ event, position }) => ({
      endsAt: event.data.endsAt,
      position: position.toString(),
    }));
  }
}
