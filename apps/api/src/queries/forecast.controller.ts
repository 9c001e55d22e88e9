import { forecastSchema, keySchema, type Forecast } from '#libs/contract';
import { ForecastQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/forecast')
export class ForecastController {
  constructor(
    @Inject(ForecastQuery) private readonly query: ForecastQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'When each allocation runs out',
    description:
      'If it goes on being used as it was in the last 14 days on average: drawn in the usual order, with what expires, rolls over or takes effect meanwhile.',
    answer: forecastSchema,
    problems: ['read-model-behind'],
  })
  async forecast(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<Forecast> {
    await this.freshReads.include(after);
    return await this.query.ofAccount(accountId, new Date());
  }
}
