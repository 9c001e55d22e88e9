import {
  acceptedSchema,
  definePackageRequestSchema,
  definePackageResponseSchema,
  keySchema,
  retirePackageRequestSchema,
  type Accepted,
  type DefinePackageRequest,
  type DefinePackageResponse,
  type RetirePackageRequest,
} from '#libs/contract';
import { Controller, HttpCode, Inject, Post, Put, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequireScope } from '../access/access-rule.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { DefinePackage } from './define-package.js';
import { RetirePackage } from './retire-package.js';

@Controller('/api/v1/packages/:packageId')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('packages:write')
export class PackageCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Put()
  @CommandEndpoint({
    summary: 'Put a package on sale, or change what is sold',
    description: 'Every definition is a version of its own. A purchase keeps the version it was made at.',
    answer: definePackageResponseSchema,
    problems: ['unknown-model', 'invalid-package'],
  })
  async define(
    @ValidParam('packageId', keySchema) packageId: string,
    @ValidBody(definePackageRequestSchema) body: DefinePackageRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<DefinePackageResponse>> {
    return await this.commands.execute(new DefinePackage(packageId, body, origin));
  }

  @Post('retirement')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Take a package off sale',
    description: 'What was bought stays. Subscriptions of a retired plan go on until they are cancelled.',
    answer: acceptedSchema,
    problems: ['package-not-on-sale'],
  })
  async retire(
    @ValidParam('packageId', keySchema) packageId: string,
    @ValidBody(retirePackageRequestSchema) body: RetirePackageRequest,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new RetirePackage(packageId, body, origin));
  }
}
