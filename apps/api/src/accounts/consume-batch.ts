import {
  batchItemSchema,
  type BatchItem,
  type BatchItemAnswer,
  type BatchResponse,
  type Problem,
} from '#libs/contract';
import { Inject, Logger } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CallerIdentity } from '../access/caller.js';
import { mayReach } from '../access/identify-caller.js';
import { edgeProblem, ProblemAnswer, RefusedCommand, refusalProblem } from '../problems/problem.js';
import { recognizeError } from '../problems/recognize-error.js';
import { ZodPipe } from '../requests/zod.pipe.js';
import { ConsumeTokens, ConsumeTokensHandler } from './consume-tokens.js';

/** Consumptions of many accounts, each under its own key and answered on its own. */
export class ConsumeBatch extends Command<BatchResponse> {
  constructor(
    readonly items: readonly unknown[],
    readonly caller: CallerIdentity,
    readonly correlationId: string,
  ) {
    super();
  }
}

type Sender = Pick<ConsumeBatch, 'caller' | 'correlationId'>;

@CommandHandler(ConsumeBatch)
export class ConsumeBatchHandler implements ICommandHandler<ConsumeBatch> {
  private readonly logger = new Logger(ConsumeBatch.name);
  private readonly pipe = new ZodPipe(batchItemSchema);

  constructor(@Inject(ConsumeTokensHandler) private readonly single: ConsumeTokensHandler) {}

  /** All items are handed to their accounts before any is answered, so an account takes its own in order. */
  async execute({ items, ...from }: ConsumeBatch): Promise<BatchResponse> {
    return { items: await Promise.all(items.map((item) => this.answer(item, from))) };
  }

  private async answer(item: unknown, { caller, correlationId }: Sender): Promise<BatchItemAnswer> {
    try {
      const { accountId, idempotencyKey, ...request }: BatchItem = this.pipe.transform(item);
      if (!mayReach(caller, accountId)) throw new ProblemAnswer('forbidden');
      const origin = { actor: caller.actor, correlationId, operationId: idempotencyKey };
      const command = new ConsumeTokens(accountId, request, origin);
      const { body, replayed } = await this.single.execute(command);
      return { status: 201, replayed, receipt: body };
    } catch (error) {
      const problem = this.problemOf(error);
      return { status: problem.status, replayed: false, problem };
    }
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof RefusedCommand) return refusalProblem(error.refusal);
    const known = recognizeError(error);
    if (known) return edgeProblem(known);
    this.logger.error(error);
    return edgeProblem(new ProblemAnswer('internal-error'));
  }
}
