import { accountKind, Aggregates } from '#libs/aggregates';
import type { GrantResponse, grantRequestSchema } from '#libs/contract';
import { amount } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { DefinedModels } from '../live-catalog/defined-models.js';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { balanceOutcome } from './balance-outcome.js';

export class GrantTokens extends Command<CommandAnswer<GrantResponse>> {
  constructor(
    readonly accountId: string,
    readonly request: z.output<typeof grantRequestSchema>,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(GrantTokens)
export class GrantTokensHandler implements ICommandHandler<GrantTokens> {
  constructor(
    @Inject(Aggregates) private readonly aggregates: Aggregates,
    @Inject(DefinedModels) private readonly models: DefinedModels,
  ) {}

  async execute({ accountId, request, origin }: GrantTokens): Promise<CommandAnswer<GrantResponse>> {
    this.models.refuseUnknown(request.model);
    const { effectiveFrom, expiresAt, rollover, ...grant } = request;
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, GrantTokens.name, request),
      command: {
        ...grant,
        ...(rollover && { rollover }),
        type: 'GrantTokens',
        grantId: randomUUID(),
        amount: amount(grant.amount),
        effectiveFrom: dateOf(effectiveFrom),
        expiresAt: dateOf(expiresAt),
      },
    });
    return answerWith(outcome, 'TokensGranted', (carriedOut) => {
      const { event, position } = carriedOut;
      const { source: _source, reason: _reason, priority: _priority, grantedAt: _at, ...grant } = event.data;
      return { ...grant, ...balanceOutcome(carriedOut), accountId, position: position.toString() };
    });
  }
}

function dateOf(instant: string | null | undefined): Date | null {
  return instant ? new Date(instant) : null;
}
