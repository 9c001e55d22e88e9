import {
  keySchema,
  usageByPeriodSchema,
  usagePageSchema,
  type UsageByPeriod,
  type UsagePage,
} from '#libs/contract';
import { UsageByTimeQuery, UsageQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import {
  periodParameters,
  usageParameters,
  type PeriodParameters,
  type UsageParameters,
} from './query-parameters.js';
import { present } from './present.js';
import { usageByTimeFilter, usageFilter } from './usage-filter.js';

@Controller('/api/v1/accounts/:accountId/usage')
export class UsageController {
  constructor(
    @Inject(UsageQuery) private readonly history: UsageQuery,
    @Inject(UsageByTimeQuery) private readonly byTime: UsageByTimeQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What was used, newest first, every entry a receipt',
    answer: usagePageSchema,
    problems: ['read-model-behind'],
  })
  async page(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(usageParameters) { after, cursor, limit, ...filter }: UsageParameters,
  ): Promise<UsagePage> {
    await this.freshReads.include(after);
    return await this.history.page(accountId, { ...present({ cursor, limit }), ...usageFilter(filter) });
  }

  @Get('days')
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Usage by day, days without usage included',
    description: 'At most 400 days at a time.',
    answer: usageByPeriodSchema,
    problems: ['read-model-behind'],
  })
  async days(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(periodParameters) { after, ...filter }: PeriodParameters,
  ): Promise<UsageByPeriod> {
    await this.freshReads.include(after);
    return await this.byTime.days(accountId, usageByTimeFilter(filter));
  }

  @Get('weeks')
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Usage by week, from Monday, weeks without usage included',
    description: 'From the week of the first day to that of the last; at most 400 at a time.',
    answer: usageByPeriodSchema,
    problems: ['read-model-behind'],
  })
  async weeks(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(periodParameters) { after, ...filter }: PeriodParameters,
  ): Promise<UsageByPeriod> {
    await this.freshReads.include(after);
    return await this.byTime.weeks(accountId, usageByTimeFilter(filter));
  }

  @Get('months')
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Usage by month, months without usage included',
    description: 'From the month of the first day to that of the last; at most 400 at a time.',
    answer: usageByPeriodSchema,
    problems: ['read-model-behind'],
  })
  async months(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(periodParameters) { after, ...filter }: PeriodParameters,
  ): Promise<UsageByPeriod> {
    await this.freshReads.include(after);
    return await this.byTime.months(accountId, usageByTimeFilter(filter));
  }
}
