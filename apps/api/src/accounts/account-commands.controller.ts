import {
  acceptedSchema,
  allocationRequestSchema,
  consumeRequestSchema,
  expirationsResponseSchema,
  grantRequestSchema,
  grantResponseSchema,
  keySchema,
  receiptSchema,
  type Accepted,
  type AllocationRequest,
  type ConsumeRequest,
  type ExpirationsResponse,
  type GrantResponse,
  type Receipt,
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
import { ConsumeTokens } from './consume-tokens.js';
import { RecordDue } from './record-due.js';
import { GrantTokens } from './grant-tokens.js';
import { SetUnlimited } from './set-unlimited.js';

const AccountId = () => ValidParam('accountId', keySchema);

@Controller('/api/v1/accounts/:accountId')
@UseInterceptors(ReplayedInterceptor)
export class AccountCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('consumptions')
  @RequireScope('tokens:consume')
  @CommandEndpoint({
    summary: 'Consume tokens',
    description:
      'Charges units, or the words or characters of a text, at the rate of the feature in force now.',
    status: 201,
    answer: receiptSchema,
    problems: [
      'insufficient-tokens',
      'unknown-rate',
      'allocation-not-found',
      'inexact-tokens',
      'unit-not-countable',
      'amount-not-positive',
      'amount-too-large',
      'spending-frozen',
      'spending-cap-reached',
    ],
  })
  async consume(
    @AccountId() accountId: string,
    @ValidBody(consumeRequestSchema) body: ConsumeRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Receipt>> {
    return await this.commands.execute(new ConsumeTokens(accountId, body, origin));
  }

  @Post('grants')
  @RequireScope('tokens:grant')
  @CommandEndpoint({
    summary: 'Grant tokens',
    status: 201,
    answer: grantResponseSchema,
    problems: [
      'unknown-model',
      'amount-not-positive',
      'amount-too-large',
      'too-many-grants',
      'expiry-in-the-past',
      'expiry-before-effect',
      'effective-in-the-past',
      'invalid-rollover',
    ],
  })
  async grant(
    @AccountId() accountId: string,
    @ValidBody(grantRequestSchema) body: z.output<typeof grantRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<GrantResponse>> {
    return await this.commands.execute(new GrantTokens(accountId, body, origin));
  }

  @Post('expirations')
  @HttpCode(200)
  @RequireScope('tokens:grant')
  @CommandEndpoint({
    summary: 'Record what time has done',
    description:
      'Grants take effect, expire and roll over, and holds expire, at their moment; this writes it into the log.',
    answer: expirationsResponseSchema,
  })
  async expire(
    @AccountId() accountId: string,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<ExpirationsResponse>> {
    return await this.commands.execute(new RecordDue(accountId, origin));
  }

  @Put('allocations/:model')
  @RequireScope('tokens:grant')
  @CommandEndpoint({
    summary: 'Make an allocation unlimited, or limited again',
    answer: acceptedSchema,
    problems: ['unknown-model'],
  })
  async setUnlimited(
    @AccountId() accountId: string,
    @ValidParam('model', keySchema) model: string,
    @ValidBody(allocationRequestSchema) { unlimited }: AllocationRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new SetUnlimited({ accountId, model, unlimited }, origin));
  }
}
