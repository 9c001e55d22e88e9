import { accountKind, Aggregates } from '#libs/aggregates';
import type { Revocation, revokeRequestSchema } from '#libs/contract';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import type { z } from 'zod';

/** Takes away what is left of a grant. */
export class RevokeGrant extends Command<CommandAnswer<Revocation>> {
  constructor(
    readonly accountId: string,
    readonly grantId: string,
    readonly request: z.output<typeof revokeRequestSchema>,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(RevokeGrant)
export class RevokeGrantHandler implements ICommandHandler<RevokeGrant> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({ accountId, grantId, request, origin }: RevokeGrant): Promise<CommandAnswer<Revocation>> {
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, RevokeGrant.name, { grantId, ...request }),
      command: { ...request, type: 'RevokeGrant', grantId },
    });
    return answerWith(
      outcome,
      'TokensRevoked',
      ({ event, position }) => {
        const { scheduled: _scheduled, ...revoked } = event.data;
        return { ...revoked, accountId, position: position.toString() };
      },
      // Tokens that came back to another grant before may have been revoked again.
      ({ data }) => data.grantId === grantId,
    );
  }
}
