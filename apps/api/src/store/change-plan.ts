import { Aggregates, subscriptionKind, type CommandOutcome } from '#libs/aggregates';
import type { ChangePlanRequest, PlanChange } from '#libs/contract';
import type { Subscription, SubscriptionEvent, SubscriptionUpgradeBegun } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { RefusedCommand } from '../problems/problem.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import type { CheckoutFrom } from './checkouts.js';
import { OwnSubscriptions, type SubscriptionPath } from './own-subscription.js';
import { PeriodPurchases } from './period-purchases.js';

export class ChangePlan extends Command<CommandAnswer<PlanChange>> {
  constructor(
    readonly path: SubscriptionPath,
    readonly request: ChangePlanRequest,
    readonly origin: CommandOrigin,
    /** Where the browser finds this API. */
    readonly base: string,
  ) {
    super();
  }
}

@CommandHandler(ChangePlan)
export class ChangePlanHandler implements ICommandHandler<ChangePlan> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(OwnSubscriptions) private readonly subscriptions: OwnSubscriptions,
    @Inject(PeriodPurchases) private readonly purchases: PeriodPurchases,
  ) {}

  async execute(command: ChangePlan): Promise<CommandAnswer<PlanChange>> {
    const { path, request, origin, base } = command;
    const { subscriptionId } = path;
    const subscription = await this.subscriptions.of(path);
    const { packageId, packageVersion } = request;
    const operation = operationOf(origin, ChangePlan.name, { ...path, ...request });
    const outcome = await this.aggregates.execute(subscriptionKind, {
      aggregateId: subscriptionId,
      operation,
      command: {
        type: 'ChangePlan',
        subscriptionId,
        packageId,
        packageVersion,
        offered: this.catalog.package(packageId),
      },
    });
    return await this.answer(outcome, subscription, { operation, base });
  }

  private async answer(
    outcome: CommandOutcome<SubscriptionEvent>,
    subscription: Subscription,
    from: CheckoutFrom,
  ): Promise<CommandAnswer<PlanChange>> {
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    const { subscriptionId } = subscription;
    for (const { event, position } of outcome.events) {
      const answered = { subscriptionId, position: position.toString() };
      switch (event.type) {
        case 'SubscriptionUpgradeBegun':
          return await this.upgrade(event.data, subscription, from);
        case 'SubscriptionPlanChangeScheduled':
          return {
            body: { ...answered, ...LATER, change: 'scheduled', effectiveAt: event.data.effectiveAt },
            replayed: outcome.replayed,
          };
        case 'SubscriptionPlanChangeWithdrawn':
          return {
            body: { ...answered, ...LATER, change: 'withdrawn', effectiveAt: event.data.withdrawnAt },
            replayed: outcome.replayed,
          };
      }
    }
    throw new TypeError('A change of plan is an upgrade, scheduled or withdrawn.');
  }

  private async upgrade(
    begun: SubscriptionUpgradeBegun['data'],
    subscription: Subscription,
    from: CheckoutFrom,
  ): Promise<CommandAnswer<PlanChange>> {
    const { body, replayed } = await this.purchases.checkout(subscription, begun, from);
    const { subscriptionId, position, ...checkout } = body;
    return {
      body: {
        subscriptionId,
        change: 'upgrade',
        checkout: { ...checkout, position },
        credit: { ...begun.credit },
        effectiveAt: null,
        position,
      },
      replayed,
    };
  }
}

const LATER = { checkout: null, credit: null };
