import { accountKind, Aggregates } from '#libs/aggregates';
import type { Accepted, OverdraftLimitRequest } from '#libs/contract';
import { amount } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** How far below zero an allocation may be charged. */
export class SetOverdraftLimit extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly accountId: string,
    readonly model: string,
    readonly request: OverdraftLimitRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(SetOverdraftLimit)
export class SetOverdraftLimitHandler implements ICommandHandler<SetOverdraftLimit> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ accountId, model, request, origin }: SetOverdraftLimit): Promise<CommandAnswer<Accepted>> {
    this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, SetOverdraftLimit.name, { model, ...request }),
      command: { type: 'SetOverdraftLimit', model, limit: amount(request.limit) },
    });
    return answerWith(outcome, 'OverdraftLimitSet', accepted);
  }
}
