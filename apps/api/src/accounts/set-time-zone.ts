import { accountKind, Aggregates } from '#libs/aggregates';
import type { Accepted, TimeZoneRequest } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted, answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** Where the days, weeks and months of caps begin. */
export class SetTimeZone extends Command<CommandAnswer<Accepted>> {
  constructor(
    readonly accountId: string,
    readonly request: TimeZoneRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(SetTimeZone)
export class SetTimeZoneHandler implements ICommandHandler<SetTimeZone> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, request, origin }: SetTimeZone): Promise<CommandAnswer<Accepted>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, SetTimeZone.name, request),
      command: { type: 'SetTimeZone', timeZone: request.timeZone },
    });
    return answerWith(outcome, 'TimeZoneSet', accepted);
  }
}
