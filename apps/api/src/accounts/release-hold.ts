import { accountKind, Aggregates } from '#libs/aggregates';
import type { Release } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { balanceOutcome } from './balance-outcome.js';

/** Gives everything back that a hold had set aside. */
export class ReleaseHold extends Command<CommandAnswer<Release>> {
  constructor(
    readonly accountId: string,
    readonly holdId: string,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ReleaseHold)
export class ReleaseHoldHandler implements ICommandHandler<ReleaseHold> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, holdId, origin }: ReleaseHold): Promise<CommandAnswer<Release>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ReleaseHold.name, { holdId }),
      command: { type: 'ReleaseHold', holdId },
    });
    return answerWith(outcome, 'HoldReleased', (carriedOut) => ({
      ...carriedOut.event.data,
      returned: [...carriedOut.event.data.returned],
      ...balanceOutcome(carriedOut),
      accountId,
      position: carriedOut.position.toString(),
    }));
  }
}
