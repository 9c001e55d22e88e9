import { accountKind, Aggregates, type CommittedEvent } from '#libs/aggregates';
import type { Reversal, reverseRequestSchema } from '#libs/contract';
import { amount, type AccountEvent, type ChargeFacts } from '#libs/ledger';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answerWith, type CommandAnswer } from '../write-side/carry-out.js';
import { operationOf, type CommandOrigin } from '../write-side/command-origin.js';
import { balanceOutcome } from './balance-outcome.js';
import { ProblemAnswer } from '../problems/problem.js';
import type { z } from 'zod';

/** Takes a consumption or settlement back, wholly or in part. */
export class ReverseCharge extends Command<CommandAnswer<Reversal>> {
  constructor(
    readonly accountId: string,
    readonly reversedOperationId: string,
    readonly request: z.output<typeof reverseRequestSchema>,
    readonly origin: CommandOrigin,
  ) {
    super();
  }
}

@CommandHandler(ReverseCharge)
export class ReverseChargeHandler implements ICommandHandler<ReverseCharge> {
  constructor(@Inject(Aggregates) private readonly aggregates: Aggregates) {}

  async execute({
    accountId,
    reversedOperationId,
    request,
    origin,
  }: ReverseCharge): Promise<CommandAnswer<Reversal>> {
    const known = await this.aggregates.findOperation(accountKind, accountId, reversedOperationId);
    const outcome = await this.aggregates.execute(accountKind, {
      aggregateId: accountId,
      operation: operationOf(origin, ReverseCharge.name, { reversedOperationId, ...request }),
      command: {
        type: 'ReverseCharge',
        operationId: origin.operationId,
        original: chargeIn(known ?? []),
        amount: request.amount === null ? null : amount(request.amount),
        reason: request.reason,
        lapsed: request.lapsed,
      },
    });
    return answerWith(outcome, 'ConsumptionReversed', (carriedOut) => ({
      ...carriedOut.event.data,
      returned: [...carriedOut.event.data.returned],
      ...balanceOutcome(carriedOut),
      accountId,
      position: carriedOut.position.toString(),
    }));
  }
}

/** The charge among the events of an operation. @throws {ProblemAnswer} when it charged nothing. */
function chargeIn(events: readonly CommittedEvent<AccountEvent>[]): ChargeFacts {
  for (const { event } of events) {
    if (event.type === 'TokensConsumed') return { ...event.data, chargedAt: event.data.consumedAt };
    if (event.type === 'HoldSettled') return { ...event.data, chargedAt: event.data.settledAt };
  }
  throw new ProblemAnswer('operation-not-found');
}
