import { accountKind, Aggregates } from '#libs/aggregates';
import type { Adjustment, AdjustRequest } from '#libs/contract';
import { amount } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { balanceOutcome } from './balance-outcome.js';

/** Puts a wrong balance right. */
export class AdjustBalance extends Command<CommandAnswer<Adjustment>> {
  constructor(
    readonly accountId: string,
    readonly request: AdjustRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(AdjustBalance)
export class AdjustBalanceHandler implements ICommandHandler<AdjustBalance> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ accountId, request, origin }: AdjustBalance): Promise<CommandAnswer<Adjustment>> {
    this.models.refuseUnknown(request.model);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, AdjustBalance.name, request),
      command: {
        ...request,
        type: 'AdjustBalance',
        operationId: origin.operationId,
        tokens: amount(request.tokens),
      },
    });
    return answerWith(outcome, 'BalanceAdjusted', (carriedOut) => ({
      ...carriedOut.event.data,
      drawn: [...carriedOut.event.data.drawn],
      ...balanceOutcome(carriedOut),
      accountId,
      position: carriedOut.position.toString(),
    }));
  }
}
