import { acceptedSchema, keySchema, topUpRequestSchema, type Accepted } from '#libs/contract';
import { Controller, Inject, Put, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { ConfigureTopUp } from './configure-top-up.js';

@Controller('/api/v1/accounts/:accountId/top-up')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('purchases:write')
export class TopUpCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put()
  @CommandEndpoint({
    summary: 'Set up automatic top-up',
    description:
      'Below the threshold the package is bought, from what the account paid with before, at most once at a time and for at most the cap of a month. Setting it up ends a pause.',
    answer: acceptedSchema,
    problems: ['invalid-top-up', 'package-not-on-sale', 'plan-needs-subscription', 'quantity-not-sold'],
  })
  async configure(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(topUpRequestSchema) body: z.output<typeof topUpRequestSchema>,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new ConfigureTopUp(accountId, body, origin));
  }
}
