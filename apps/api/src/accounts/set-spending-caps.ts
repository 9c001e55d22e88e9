import { accountKind, Aggregates } from '#libs/aggregates';
import type { Accepted, spendingCapsRequestSchema } from '#libs/contract';
import { amount, type TokenAmount } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import type { z } from 'zod';

/** Caps by day, week and month, of the account (model null) or of a model. */
export class SetSpendingCaps extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly accountId: string,
    readonly model: string | null,
    readonly request: z.output<typeof spendingCapsRequestSchema>,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(SetSpendingCaps)
export class SetSpendingCapsHandler implements ICommandHandler<SetSpendingCaps> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ accountId, model, request, origin }: SetSpendingCaps): Promise<CommandAnswer<Accepted>> {
    if (model !== null) this.models.refuseUnknown(model);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, SetSpendingCaps.name, { model, ...request }),
      command: {
        type: 'SetSpendingCaps',
        model,
        day: capOf(request.day),
        week: capOf(request.week),
        month: capOf(request.month),
      },
    });
    return answerWith(outcome, 'SpendingCapsSet', accepted);
  }
}

function capOf(cap: string | null): TokenAmount | null {
  return cap === null ? null : amount(cap);
}
