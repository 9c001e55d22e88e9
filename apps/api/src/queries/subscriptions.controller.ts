import {
  keySchema,
  subscriptionAnswerSchema,
  subscriptionsSchema,
  topUpSchema,
  type SubscriptionAnswer,
  type Subscriptions,
  type TopUp,
} from '#libs/contract';
import { SubscriptionsQuery, TopUpQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { CLOCK, type Clock } from '../clock/clock.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { RefusedCommand } from '../problems/problem.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from './query-parameters.js';

/** What an account buys again by itself. */
@Controller('/api/v1/accounts/:accountId')
@RequireScope('purchases:read')
export class SubscriptionsController {
  constructor(
    @Inject(SubscriptionsQuery) private readonly subscriptions: SubscriptionsQuery,
    @Inject(TopUpQuery) private readonly topUps: TopUpQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('subscriptions')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Subscriptions, newest first',
    description: 'The latest hundred, ended ones too.',
    answer: subscriptionsSchema,
    problems: ['read-model-behind'],
  })
  async all(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<Subscriptions> {
    await this.freshReads.include(after);
    return await this.subscriptions.ofAccount(accountId, this.clock());
  }

  @Get('subscriptions/:subscriptionId')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'A subscription',
    answer: subscriptionAnswerSchema,
    problems: ['subscription-not-found', 'read-model-behind'],
  })
  async one(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('subscriptionId', keySchema) subscriptionId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<SubscriptionAnswer> {
    await this.freshReads.include(after);
    const subscription = await this.subscriptions.find(accountId, subscriptionId, this.clock());
    if (!subscription) throw new RefusedCommand({ code: 'subscription-not-found', subscriptionId });
    return subscription;
  }

  @Get('top-up')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Automatic top-up: how it is set up and where it stands',
    answer: topUpSchema,
    problems: ['read-model-behind'],
  })
  async topUp(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<TopUp> {
    await this.freshReads.include(after);
    return await this.topUps.ofAccount(accountId, this.clock());
  }
}
