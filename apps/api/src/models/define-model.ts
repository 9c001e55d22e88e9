import { Aggregates, modelKind } from '#libs/aggregates';
import type { Accepted, DefineModelRequest } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export class DefineModel extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly model: string,
    readonly request: DefineModelRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(DefineModel)
export class DefineModelHandler implements ICommandHandler<DefineModel> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
  ) {}

  async execute({ model, request, origin }: DefineModel): Promise<CommandAnswer<Accepted>> {
    const outcome = await this.aggregates.execute(modelKind, {
      aggregateId: model,
      operation: operationOf(origin, DefineModel.name, request),
      command: { type: 'DefineModel', model, ...request, icon: request.icon ?? null },
    });
    const answer = answerWith(outcome, 'ModelDefined', accepted);
    await this.catalog.includes(BigInt(answer.body.position)); // the next grant may name the model at once
    return answer;
  }
}
