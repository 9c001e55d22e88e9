import {
  acceptedSchema,
  defineModelRequestSchema,
  keySchema,
  type Accepted,
  type DefineModelRequest,
} from '#libs/contract';
import { Controller, Inject, Put, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { DefineModel } from './define-model.js';

@Controller('/api/v1/models/:modelKey')
@UseInterceptors(ReplayedInterceptor)
export class ModelCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put()
  @RequireScope('models:write')
  @CommandEndpoint({ summary: 'Define a model', answer: acceptedSchema })
  async define(
    @ValidParam('modelKey', keySchema) model: string,
    @ValidBody(defineModelRequestSchema) body: DefineModelRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new DefineModel(model, body, origin));
  }
}
