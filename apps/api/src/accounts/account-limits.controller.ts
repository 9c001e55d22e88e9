import {
  acceptedSchema,
  freezeRequestSchema,
  keySchema,
  spendingCapsRequestSchema,
  timeZoneRequestSchema,
  type Accepted,
  type FreezeRequest,
  type TimeZoneRequest,
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
import { SetSpendingCaps } from './set-spending-caps.js';
import { SetTimeZone } from './set-time-zone.js';
import { UnfreezeSpending } from './unfreeze-spending.js';

@Controller('/api/v1/accounts/:accountId')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('tokens:correct')
export class AccountLimitsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put('time-zone')
  @CommandEndpoint({
    summary: 'Set the time zone of caps',
    description: 'Days, weeks and months of caps begin in it, from the next period of each kind on.',
    answer: acceptedSchema,
    problems: ['unknown-time-zone'],
  })
  async setTimeZone(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(timeZoneRequestSchema) body: TimeZoneRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new SetTimeZone(accountId, body, origin));
  }

  @Put('spending-caps')
  @CommandEndpoint({
    summary: 'Cap what the account may spend by day, week and month',
    description: 'All three at once; a period that is not named has no cap.',
    answer: acceptedSchema,
  })
  async setSpendingCaps(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(spendingCapsRequestSchema) body: z.output<typeof spendingCapsRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new SetSpendingCaps(accountId, null, body, origin));
  }

  @Post('freeze')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Freeze spending of the account',
    description: 'Consuming, reserving and extending are refused; what is held can be settled or released.',
    answer: acceptedSchema,
  })
  async freeze(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(freezeRequestSchema) body: FreezeRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new FreezeSpending(accountId, null, body, origin));
  }

  @Post('unfreeze')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Let spending of the account go on',
    answer: acceptedSchema,
  })
  async unfreeze(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(freezeRequestSchema) body: FreezeRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new UnfreezeSpending(accountId, null, body, origin));
  }
}
