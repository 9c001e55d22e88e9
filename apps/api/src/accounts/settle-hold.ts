import { accountKind, Aggregates } from '#libs/aggregates';
import type { Settlement, SettleRequest } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { balanceOutcome } from './balance-outcome.js';
import { quantityOf } from './consume-tokens.js';

/** Charges what was really used, and gives the rest of the hold back. */
export class SettleHold extends Command<CommandAnswer<Settlement>> {
  constructor(
    readonly accountId: string,
    readonly holdId: string,
    readonly request: SettleRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(SettleHold)
export class SettleHoldHandler implements ICommandHandler<SettleHold> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, holdId, request, origin }: SettleHold): Promise<CommandAnswer<Settlement>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, SettleHold.name, { holdId, ...request }),
      command: {
        type: 'SettleHold',
        operationId: origin.operationId,
        holdId,
        quantity: quantityOf(request),
      },
    });
    return answerWith(outcome, 'HoldSettled', (carriedOut) => {
      const { heldFrom: _heldFrom, drawn, returned, ...receipt } = carriedOut.event.data;
      return {
        ...receipt,
        drawn: [...drawn],
        returned: [...returned],
        ...balanceOutcome(carriedOut),
        accountId,
        position: carriedOut.position.toString(),
      };
    });
  }
}
