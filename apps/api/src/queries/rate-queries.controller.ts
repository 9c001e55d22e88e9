import {
  keySchema,
  rateHistorySchema,
  ratePreviewRequestSchema,
  ratePreviewSchema,
  type RateHistory,
  type RatePreview,
} from '#libs/contract';
import { amount } from '#libs/ledger';
import { RateHistoryQuery, RatePreviewQuery } from '#libs/read-models';
import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { multipliersOf } from '../rates/multipliers.js';
import { ValidBody, ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { present } from './present.js';
import { rateHistoryParameters, type RateHistoryParameters } from './query-parameters.js';

@Controller('/api/v1/features/:featureKey')
export class RateQueriesController {
  constructor(
    @Inject(RateHistoryQuery) private readonly history: RateHistoryQuery,
    @Inject(RatePreviewQuery) private readonly previews: RatePreviewQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get('rates')
  @RequireScope('catalog:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Every rate that a feature ever had or will have',
    description: 'The one decided last first. A feature that nobody gave a rate has none.',
    answer: rateHistorySchema,
    problems: ['read-model-behind'],
  })
  async rates(
    @ValidParam('featureKey', keySchema) feature: string,
    @ValidQuery(rateHistoryParameters) { after, ...page }: RateHistoryParameters,
  ): Promise<RateHistory> {
    await this.freshReads.include(after);
    return await this.history.page(feature, { ...present(page), now: new Date() });
  }

  @Post('rate-preview')
  @HttpCode(200)
  @RequireScope('rates:write')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What a month would have cost at another rate',
    description:
      'Changes nothing. Without a month it is the last one. All accounts together, by model; charges count as they came, before corrections.',
    answer: ratePreviewSchema,
  })
  async preview(
    @ValidParam('featureKey', keySchema) feature: string,
    @ValidBody(ratePreviewRequestSchema) body: z.output<typeof ratePreviewRequestSchema>,
  ): Promise<RatePreview> {
    const { unit, tokensPerUnit, month = null, zone } = body;
    const rate = { feature, unit, tokensPerUnit: amount(tokensPerUnit), multipliers: multipliersOf(body) };
    return await this.previews.of(rate, { month, zone, now: new Date() });
  }
}
