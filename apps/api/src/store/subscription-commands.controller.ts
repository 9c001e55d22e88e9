import {
  acceptedSchema,
  cancelSubscriptionRequestSchema,
  changePlanRequestSchema,
  keySchema,
  paySubscriptionRequestSchema,
  planChangeSchema,
  resumeSubscriptionRequestSchema,
  startSubscriptionRequestSchema,
  subscriptionCancellationSchema,
  subscriptionCheckoutSchema,
  type Accepted,
  type ChangePlanRequest,
  type PlanChange,
  type StartSubscriptionRequest,
  type SubscriptionCancellation,
  type SubscriptionCheckout,
} from '#libs/contract';
import type { Configuration } from '#libs/platform';
import { Controller, HttpCode, Inject, Post, Put, Req, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { CommandEndpoint } from '../openapi/endpoint.js';
import { publicBase } from '../payments/public-base.js';
import { ValidBody, ValidParam, ValidParams } from '../requests/zod.pipe.js';
import type { CommandAnswer } from '../write-side/carry-out.js';
import { Origin, type CommandOrigin } from '../write-side/command-origin.js';
import { ReplayedInterceptor } from '../write-side/replayed.interceptor.js';
import { CancelSubscription } from './cancel-subscription.js';
import { ChangePlan } from './change-plan.js';
import type { SubscriptionPath } from './own-subscription.js';
import { PaySubscription } from './pay-subscription.js';
import { ResumeSubscription } from './resume-subscription.js';
import { StartSubscription } from './start-subscription.js';

const pathSchema = z.object({ accountId: keySchema, subscriptionId: keySchema });

@Controller('/api/v1/accounts/:accountId/subscriptions')
@UseInterceptors(ReplayedInterceptor)
@RequireScope('purchases:write')
export class SubscriptionCommandsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Post()
  @CommandEndpoint({
    summary: 'Subscribe to a plan',
    description:
      'Answers where to pay for the first period. It begins now, in the time zone given or else that of the account, and is in force when it is paid.',
    status: 201,
    answer: subscriptionCheckoutSchema,
    problems: [
      'package-not-on-sale',
      'package-changed',
      'package-not-a-plan',
      'unknown-time-zone',
      'payment-provider-unavailable',
    ],
  })
  async start(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(startSubscriptionRequestSchema) body: StartSubscriptionRequest,
    @Origin() origin: CommandOrigin,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer<SubscriptionCheckout>> {
    return await this.commands.execute(new StartSubscription(accountId, body, origin, this.base(request)));
  }

  @Put(':subscriptionId/plan')
  @CommandEndpoint({
    summary: 'Change to another plan',
    description:
      'A dearer plan begins when it is paid, at a price that is less by the unused part of the present period. Every other begins with the next period. Changing to the present plan withdraws a change that is scheduled.',
    answer: planChangeSchema,
    problems: [
      'subscription-not-found',
      'subscription-ended',
      'subscription-cancelled',
      'subscription-payment-in-flight',
      'too-many-payment-attempts',
      'plan-unchanged',
      'package-not-on-sale',
      'package-changed',
      'package-not-a-plan',
      'payment-provider-unavailable',
    ],
  })
  async changePlan(
    @ValidParams(pathSchema) path: SubscriptionPath,
    @ValidBody(changePlanRequestSchema) body: ChangePlanRequest,
    @Origin() origin: CommandOrigin,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer<PlanChange>> {
    const base = this.base(request);
    return await this.commands.execute(new ChangePlan(path, body, origin, base));
  }

  @Post(':subscriptionId/payment')
  @CommandEndpoint({
    summary: 'Pay for the period that is due',
    description: 'Answers where to pay, without waiting until the saved method is charged again.',
    status: 201,
    answer: subscriptionCheckoutSchema,
    problems: [
      'subscription-not-found',
      'subscription-payment-in-flight',
      'too-many-payment-attempts',
      'renewal-not-due',
      'payment-provider-unavailable',
    ],
  })
  async pay(
    @ValidParams(pathSchema) path: SubscriptionPath,
    @ValidBody(paySubscriptionRequestSchema) _body: object,
    @Origin() origin: CommandOrigin,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswer<SubscriptionCheckout>> {
    const base = this.base(request);
    return await this.commands.execute(new PaySubscription(path, origin, base));
  }

  @Post(':subscriptionId/cancellation')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Cancel a subscription',
    description: 'It is not renewed. What was paid stays until the end of its period.',
    answer: subscriptionCancellationSchema,
    problems: ['subscription-not-found', 'subscription-ended', 'subscription-cancelled'],
  })
  async cancel(
    @ValidParams(pathSchema) path: SubscriptionPath,
    @ValidBody(cancelSubscriptionRequestSchema) _body: object,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<SubscriptionCancellation>> {
    return await this.commands.execute(new CancelSubscription(path, origin));
  }

  @Post(':subscriptionId/resumption')
  @HttpCode(200)
  @CommandEndpoint({
    summary: 'Undo a cancellation',
    description: 'As long as the subscription has not ended.',
    answer: acceptedSchema,
    problems: ['subscription-not-found', 'subscription-ended', 'subscription-not-cancelled'],
  })
  async resume(
    @ValidParams(pathSchema) path: SubscriptionPath,
    @ValidBody(resumeSubscriptionRequestSchema) _body: object,
    @Origin() origin: CommandOrigin,
  ): Promise<CommandAnswer<Accepted>> {
    return await this.commands.execute(new ResumeSubscription(path, origin));
  }

  private base(request: FastifyRequest): string {
    return publicBase(this.configuration, request);
  }
}
