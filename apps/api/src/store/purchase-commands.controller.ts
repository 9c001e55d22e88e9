import { checkoutSchema, keySchema, purchaseRequestSchema, type Checkout } from '#libs/contract';
import type { Configuration } from '#libs/platform';
import { Controller, Inject, Post, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { publicBase } from '../payments/public-base.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { StartPurchase } from './start-purchase.js';

@Controller('/api/v1/accounts/:accountId/purchases')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('purchases:write')
export class PurchaseCommandsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Post()
  @CommandEndpoint({
    summary: 'Buy a package',
    description:
      'Answers where to pay. The tokens are in the account when the payment provider has the money; the purchase tells.',
    status: 201,
    answer: checkoutSchema,
    problems: [
      'package-not-on-sale',
      'package-changed',
      'plan-needs-subscription',
      'quantity-not-sold',
      'payment-provider-unavailable',
    ],
  })
  async purchase(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(purchaseRequestSchema) body: z.output<typeof purchaseRequestSchema>,
    @Origin() origin: CommandOrigin,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer<Checkout>> {
    const base = publicBase(this.configuration, request);
    return await this.commands.execute(new StartPurchase(accountId, body, origin, base));
  }
}
