import { accountKind, Aggregates } from '#libs/aggregates';
import type { Accepted } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

export interface UnlimitedSetting {
  readonly accountId: string;
  readonly model: string;
  readonly unlimited: boolean;
}

export class SetUnlimited extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly setting: UnlimitedSetting,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(SetUnlimited)
export class SetUnlimitedHandler implements ICommandHandler<SetUnlimited> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ setting, origin }: SetUnlimited): Promise<CommandAnswer<Accepted>> {
    const { accountId, model, unlimited } = setting;
    this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, SetUnlimited.name, setting),
      command: { type: 'SetUnlimited', model, unlimited },
    });
    return answerWith(outcome, unlimited ? 'AllocationMadeUnlimited' : 'AllocationMadeLimited', accepted);
  }
}
