import {
  acceptedSchema,
  freezeRequestSchema,
  keySchema,
  overdraftLimitRequestSchema,
  spendingCapsRequestSchema,
  type Accepted,
  type FreezeRequest,
  type OverdraftLimitRequest,
} from '#libs/contract';
import { Controller, HttpCode, Inject, Post, Put, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { FreezeSpending } from './freeze-spending.js';
import { SetOverdraftLimit } from './set-overdraft-limit.js';
import { SetSpendingCaps } from './set-spending-caps.js';
import { UnfreezeSpending } from './unfreeze-spending.js';

@Controller('/api/v1/accounts/:accountId/allocations/:model')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('tokens:correct')
export class AllocationLimitsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put('overdraft-limit')
  @CommandEndpoint({
    summary: 'Set how far below zero an allocation may be charged',
    answer: acceptedSchema,
    problems: ['unknown-model'],
  })
  async setOverdraftLimit(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('model', keySchema) model: string,
    @ValidBody(overdraftLimitRequestSchema) body: OverdraftLimitRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new SetOverdraftLimit(accountId, model, body, origin));
  }

  @Put('spending-caps')
  @CommandEndpoint({
    summary: 'Cap what a model may spend by day, week and month',
    description: 'All three at once; a period that is not named has no cap.',
    answer: acceptedSchema,
    problems: ['unknown-model'],
  })
  async setSpendingCaps(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('model', keySchema) model: string,
    @ValidBody(spendingCapsRequestSchema) body: z.output<typeof spendingCapsRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new SetSpendingCaps(accountId, model, body, origin));
  }

  @Post('freeze')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Freeze spending of a model',
    description: 'Consuming, reserving and extending are refused; what is held can be settled or released.',
    answer: acceptedSchema,
    problems: ['unknown-model'],
  })
  async freeze(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('model', keySchema) model: string,
    @ValidBody(freezeRequestSchema) body: FreezeRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new FreezeSpending(accountId, model, body, origin));
  }

  @Post('unfreeze')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Let spending of a model go on',
    answer: acceptedSchema,
    problems: ['unknown-model'],
  })
  async unfreeze(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('model', keySchema) model: string,
    @ValidBody(freezeRequestSchema) body: FreezeRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new UnfreezeSpending(accountId, model, body, origin));
  }
}
