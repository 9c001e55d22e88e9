import {
  adjustmentSchema,
  adjustRequestSchema,
  grantIdSchema,
  keySchema,
  operationIdSchema,
  reversalSchema,
  reverseRequestSchema,
  revocationSchema,
  revokeRequestSchema,
  type Adjustment,
  type AdjustRequest,
  type Reversal,
  type Revocation,
} from '#libs/contract';
import { Controller, Inject, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { AdjustBalance } from './adjust-balance.js';
import { ReverseCharge } from './reverse-charge.js';
import { RevokeGrant } from './revoke-grant.js';

const AccountId = () => ValidParam('accountId', keySchema);

@Controller('/api/v1/accounts/:accountId')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('tokens:correct')
export class CorrectionCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('consumptions/:operationId/reversal')
  @CommandEndpoint({
    summary: 'Reverse a consumption or settlement, wholly or in part',
    description:
      'Tokens go back to the grants they came from, the last drawn first; never more than was taken.',
    status: 201,
    answer: reversalSchema,
    problems: ['operation-not-found', 'reversal-exceeds-charge', 'amount-not-positive'],
  })
  async reverse(
    @AccountId() accountId: string,
    @ValidParam('operationId', operationIdSchema) operationId: string,
    @ValidBody(reverseRequestSchema) body: z.output<typeof reverseRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Reversal>> {
    return await this.commands.execute(new ReverseCharge(accountId, operationId, body, origin));
  }

  @Post('adjustments')
  @CommandEndpoint({
    summary: 'Adjust a balance up or down',
    status: 201,
    answer: adjustmentSchema,
    problems: ['unknown-model', 'allocation-not-found', 'insufficient-tokens', 'amount-not-positive'],
  })
  async adjust(
    @AccountId() accountId: string,
    @ValidBody(adjustRequestSchema) body: AdjustRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Adjustment>> {
    return await this.commands.execute(new AdjustBalance(accountId, body, origin));
  }

  @Post('grants/:grantId/revocation')
  @CommandEndpoint({
    summary: 'Revoke what is left of a grant, or void one that is unspent',
    status: 201,
    answer: revocationSchema,
    problems: ['grant-not-found', 'grant-closed', 'grant-spent', 'purchase-not-refundable'],
  })
  async revoke(
    @AccountId() accountId: string,
    @ValidParam('grantId', grantIdSchema) grantId: string,
    @ValidBody(revokeRequestSchema) body: z.output<typeof revokeRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Revocation>> {
    return await this.commands.execute(new RevokeGrant(accountId, grantId, body, origin));
  }
}
