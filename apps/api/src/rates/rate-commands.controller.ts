import {
  changeRateRequestSchema,
  changeRateResponseSchema,
  keySchema,
  type ChangeRateRequest,
  type ChangeRateResponse,
} from '#libs/contract';
import { Controller, Inject, Put, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { ChangeRate } from './change-rate.js';

@Controller('/api/v1/features/:featureKey/rate')
@UseInterceptors(ReplayedInterceptor)
export class RateCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put()
  @RequireScope('rates:write')
  @CommandEndpoint({
    summary: 'Change the rate of a feature',
    description:
      'Rates are never edited: a change takes effect now or later, and what was charged stays. Multipliers are factors by model; one that is not named pays the rate as it is.',
    answer: changeRateResponseSchema,
    problems: ['rate-not-positive', 'multiplier-not-positive', 'rate-in-the-past', 'unknown-model'],
  })
  async change(
    @ValidParam('featureKey', keySchema) feature: string,
    @ValidBody(changeRateRequestSchema) body: ChangeRateRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<ChangeRateResponse>> {
    return await this.commands.execute(new ChangeRate(feature, body, origin));
  }
}
