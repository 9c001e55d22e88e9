import { accountKind, Aggregates, type CommittedEvent } from '#libs/aggregates';
import type { ExpirationsResponse } from '#libs/contract';
import type { AccountEvent } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RefusedCommand } from '../problems/problem.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** Records what time has done to an account; nothing being due is a fine answer too. */
export class RecordDue extends Command<CommandAnswer<ExpirationsResponse>> {
  constructor(
    readonly accountId: string,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(RecordDue)
export class RecordDueHandler implements ICommandHandler<RecordDue> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, origin }: RecordDue): Promise<CommandAnswer<ExpirationsResponse>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, RecordDue.name, {}),
      command: { type: 'RecordDue' },
    });
    if (outcome.refusal) throw new RefusedCommand(outcome.refusal);
    return { body: whatWasDue(outcome.events), replayed: outcome.replayed };
  }
}

function whatWasDue(events: readonly CommittedEvent<AccountEvent>[]): ExpirationsResponse {
  const due: ExpirationsResponse = {
    expired: [],
    rolledOver: [],
    tookEffect: [],
    holdsExpired: [],
    position: events.at(-1)?.position.toString() ?? null,
  };
  for (const { event, position: at } of events) {
    const position = at.toString();
    if (event.type === 'TokensExpired') {
      const { grantId, tokens } = event.data;
      due.expired.push({ grantId, amount: tokens, position });
    } else if (event.type === 'TokensRolledOver') {
      const { fromGrantId, grantId, tokens } = event.data;
      due.rolledOver.push({ fromGrantId, grantId, amount: tokens, position });
    } else if (event.type === 'GrantTookEffect') {
      const { grantId, amount } = event.data;
      due.tookEffect.push({ grantId, amount, position });
    } else if (event.type === 'HoldExpired') {
      due.holdsExpired.push({ holdId: event.data.holdId, position });
    }
  }
  return due;
}
