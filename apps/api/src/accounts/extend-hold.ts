import { accountKind, Aggregates } from '#libs/aggregates';
import type { Extension, ExtendRequest } from '#libs/contract';
import type { Configuration } from '#libs/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';

/** Lets a hold live for so long from now on. */
export class ExtendHold extends Command<CommandAnswer<Extension>> {
  constructor(
    readonly accountId: string,
    readonly holdId: string,
    readonly request: ExtendRequest,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ExtendHold)
export class ExtendHoldHandler implements ICommandHandler<ExtendHold> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ accountId, holdId, request, origin }: ExtendHold): Promise<CommandAnswer<Extension>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ExtendHold.name, { holdId, ...request }),
      command: {
        type: 'ExtendHold',
        holdId,
        ttlSeconds: request.ttlSeconds ?? this.configuration.HOLD_TTL_SECONDS_DEFAULT,
        ttlSecondsMax: this.configuration.HOLD_TTL_SECONDS_MAX,
      },
    });
    return answerWith(outcome, 'HoldExtended', ({ event, position }) => ({
      ...event.data,
      accountId,
      position: position.toString(),
    }));
  }
}
