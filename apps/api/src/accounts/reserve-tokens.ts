import { accountKind, Aggregates } from '#libs/aggregates';
import type { Reservation, reserveRequestSchema } from '#libs/contract';
import type { Configuration } from '#libs/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { LiveCatalog } from '../live-catalog/live-catalog.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { quantityOf } from './consume-tokens.js';
import type { z } from 'zod';

/** Sets tokens aside for a use whose cost is not known yet. */
export class ReserveTokens extends Command<CommandAnswer<Reservation>> {
  constructor(
    readonly accountId: string,
    readonly request: z.output<typeof reserveRequestSchema>,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ReserveTokens)
export class ReserveTokensHandler implements ICommandHandler<ReserveTokens> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LiveCatalog) private readonly catalog: LiveCatalog,
  ) {}

  async execute({ accountId, request, origin }: ReserveTokens): Promise<CommandAnswer<Reservation>> {
    const { model, feature, overagePolicy } = request;
    const ttlSeconds = request.ttlSeconds ?? this.configuration.HOLD_TTL_SECONDS_DEFAULT;
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ReserveTokens.name, request),
      command: {
        type: 'ReserveTokens',
        operationId: origin.operationId,
        model,
        feature,
        quantity: quantityOf(request),
        rates: this.catalog.ratesOf(feature),
        overagePolicy,
        ttlSeconds,
        ttlSecondsMax: this.configuration.HOLD_TTL_SECONDS_MAX,
      },
    });
    return answerWith(outcome, 'TokensReserved', ({ event, position }) => ({
      ...event.data,
      drawn: [...event.data.drawn],
      accountId,
      position: position.toString(),
    }));
  }
}
