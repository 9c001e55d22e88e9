import { accountKind, Aggregates } from '#libs/aggregates';
import type { ExpirationsResponse } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RefusedCommand } from '../problems/problem.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** Records the expiries of an account that are due; none being due is a fine answer too. */
export class ExpireGrants extends Command<CommandAnswer<ExpirationsResponse>> {
  constructor(
    readonly accountId: string,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ExpireGrants)
export class ExpireGrantsHandler implements ICommandHandler<ExpireGrants> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, origin }: ExpireGrants): Promise<CommandAnswer<ExpirationsResponse>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ExpireGrants.name, {}),
      command: { type: 'ExpireGrants' },
    });
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    const expired = outcome.events.flatMap(({ event, position }) =>
      event.type === 'TokensExpired'
        ? [{ grantId: event.data.grantId, amount: event.data.amount, position: position.toString() }]
        : [],
    );
    return { body: { expired }, replayed: outcome.replayed };
  }
}
