import { Aggregates, subscriptionKind } from '#libs/aggregates';
import type { Accepted } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { OwnSubscriptions, type SubscriptionPath } from './own-subscription.js';

export class ResumeSubscription extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly path: SubscriptionPath,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ResumeSubscription)
export class ResumeSubscriptionHandler implements ICommandHandler<ResumeSubscription> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(OwnSubscriptions) private readonly subscriptions: OwnSubscriptions,
  ) {}

  async execute(command: ResumeSubscription): Promise<CommandAnswer<Accepted>> {
    const { path, origin } = command;
    const { subscriptionId } = path;
    await this.subscriptions.of(path);
    const outcome = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation: operationOf(origin, ResumeSubscription.name, path),
      command: { type: 'ResumeSubscription', subscriptionId },
    });
    return answerWith(outcome, 'SubscriptionResumed', accepted);
  }
}
