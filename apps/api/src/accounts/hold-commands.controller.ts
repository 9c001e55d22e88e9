import {
  extendRequestSchema,
  extensionSchema,
  keySchema,
  operationIdSchema,
  releaseSchema,
  reservationSchema,
  reserveRequestSchema,
  settlementSchema,
  settleRequestSchema,
  type ExtendRequest,
  type Extension,
  type Release,
  type Reservation,
  type Settlement,
  type SettleRequest,
} from '#libs/contract';
import { Controller, HttpCode, Inject, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { ExtendHold } from './extend-hold.js';
import { ReleaseHold } from './release-hold.js';
import { ReserveTokens } from './reserve-tokens.js';
import { SettleHold } from './settle-hold.js';

const AccountId = () => ValidParam('accountId', keySchema);
const HoldId = () => ValidParam('holdId', operationIdSchema);

@Controller('/api/v1/accounts/:accountId/holds')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('tokens:consume')
export class HoldCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post()
  @CommandEndpoint({
    summary: 'Reserve tokens',
    description:
      'Sets tokens aside for a use whose cost is not known yet, at the rate in force now. The hold is known by the idempotency key.',
    status: 201,
    answer: reservationSchema,
    problems: [
      'insufficient-tokens',
      'unknown-rate',
      'allocation-not-found',
      'inexact-tokens',
      'unit-not-countable',
      'amount-too-large',
      'spending-frozen',
      'spending-cap-reached',
      'hold-too-long',
      'too-many-holds',
    ],
  })
  async reserve(
    @AccountId() accountId: string,
    @ValidBody(reserveRequestSchema) body: z.output<typeof reserveRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Reservation>> {
    return await this.commands.execute(new ReserveTokens(accountId, body, origin));
  }

  @Post(':holdId/settlement')
  @CommandEndpoint({
    summary: 'Settle a hold with what was really used',
    description:
      'Zero units when nothing was delivered. Less than was held goes back; more is charged by the policy of the hold.',
    status: 201,
    answer: settlementSchema,
    problems: [
      'hold-not-found',
      'hold-closed',
      'overage-refused',
      'inexact-tokens',
      'amount-too-large',
      'unit-not-countable',
    ],
  })
  async settle(
    @AccountId() accountId: string,
    @HoldId() holdId: string,
    @ValidBody(settleRequestSchema) body: SettleRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Settlement>> {
    return await this.commands.execute(new SettleHold(accountId, holdId, body, origin));
  }

  @Post(':holdId/release')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Release a hold',
    answer: releaseSchema,
    problems: ['hold-not-found', 'hold-closed'],
  })
  async release(
    @AccountId() accountId: string,
    @HoldId() holdId: string,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Release>> {
    return await this.commands.execute(new ReleaseHold(accountId, holdId, origin));
  }

  @Post(':holdId/extension')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Extend a hold',
    description: 'Counted from now, never shortening it, and never beyond the longest life of a hold.',
    answer: extensionSchema,
    problems: ['hold-not-found', 'hold-closed', 'hold-too-long', 'spending-frozen'],
  })
  async extend(
    @AccountId() accountId: string,
    @HoldId() holdId: string,
    @ValidBody(extendRequestSchema) body: ExtendRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Extension>> {
    return await this.commands.execute(new ExtendHold(accountId, holdId, body, origin));
  }
}
