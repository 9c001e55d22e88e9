import { Aggregates, purchaseKind } from '#libs/aggregates';
import type { Checkout, purchaseRequestSchema } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { Checkouts } from './checkouts.js';
import { idFrom } from './derived-id.js';

export class StartPurchase extends Command<CommandAnswer<Checkout>> {
  constructor(
    readonly accountId: string,
    readonly request: z.output<typeof purchaseRequestSchema>,
    readonly origin: CommandOrigin,
    /** Where the browser finds this API, e.g. `https://tokens.example.com`. */
    readonly base: string,
  ) {
    super();
  }
}

/**
 * The purchase is in the log before the provider hears of it, and its id follows from account and idempotency
 * key: a retry, after whatever crash, finds the same purchase and the provider the same checkout.
 */
@CommandHandler(StartPurchase)
export class StartPurchaseHandler implements ICommandHandler<StartPurchase> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
    @Inject(Checkouts) private readonly checkouts: Checkouts,
  ) {}

  async execute({ accountId, request, origin, base }: StartPurchase): Promise<CommandAnswer<Checkout>> {
    const purchaseId = idFrom(accountId, origin.operationId);
    const { packageId, packageVersion, units } = request;
    const operation = operationOf(origin, StartPurchase.name, { accountId, ...request });
    const outcome = await this.aggregates.execute(purchaseKind, {
      aggregateId: purchaseId,
      operation,
      command: {
        type: 'StartPurchase',
        purchaseId,
        accountId,
        packageId,
        packageVersion,
        offered: this.catalog.package(packageId),
        units,
        origin: 'checkout',
      },
    });
    const started = answerWith(outcome, 'PurchaseStarted', ({ event }) => event.data);
    return await this.checkouts.open(started.body, { operation, base });
  }
}
