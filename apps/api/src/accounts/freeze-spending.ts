import { accountKind, Aggregates } from '#libs/aggregates';
import type { Accepted, FreezeRequest } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** Stops spending of the account (model null) or of a model. */
export class FreezeSpending extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly accountId: string,
    readonly model: string | null,
    readonly request: FreezeRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(FreezeSpending)
export class FreezeSpendingHandler implements ICommandHandler<FreezeSpending> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ accountId, model, request, origin }: FreezeSpending): Promise<CommandAnswer<Accepted>> {
    if (model !== null) this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, FreezeSpending.name, { model, ...request }),
      command: { type: 'FreezeSpending', model, reason: request.reason },
    });
    return answerWith(outcome, 'SpendingFrozen', accepted);
  }
}
