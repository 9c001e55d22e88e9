import {
  batchRequestSchema,
  batchResponseSchema,
  type BatchItemAnswer,
  type BatchResponse,
} from '#libs/contract';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { callerOf } from '../access/caller.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidBody } from '../requests/zod.pipe.js';
import { ConsumeBatch } from './consume-batch.js';

@Controller('/api/v1')
export class ConsumeBatchController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('consumptions::batch') // the router takes two colons for one
  @HttpCode(200)
  @RequireScope('tokens:consume')
  @Endpoint({
    summary: 'Consume tokens of many accounts',
    description:
      'Up to 1,000 items, each with an idempotency key of its own and answered as it would be alone; items of one account are carried out in their order.',
    answer: batchResponseSchema,
    problems: ['validation-failed', 'payload-too-large'],
  })
  async consume(
    @ValidBody(batchRequestSchema) { items }: z.output<typeof batchRequestSchema>,
    @Req() request: FastifyRequest,
  ): Promise<BatchResponse> {
    const answer = await this.commands.execute(new ConsumeBatch(items, callerOf(request), request.id));
    request.itemOutcomes = answer.items.map(outcomeOf);
    return answer;
  }
}

function outcomeOf(answer: BatchItemAnswer): string {
  if ('problem' in answer) return answer.problem.code;
  return answer.replayed ? 'replayed' : 'accepted';
}
