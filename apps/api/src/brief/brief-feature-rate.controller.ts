import { briefFeatureRateSchema, keySchema, type BriefFeatureRate } from '#libs/contract';
import { CatalogQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from '../queries/fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from '../queries/query-parameters.js';
import { jsonNumber } from './brief-numbers.js';

@Controller('/api/feature-rates/:featureKey')
export class BriefFeatureRateController {
  constructor(
    @Inject(CatalogQuery) private readonly query: CatalogQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('catalog:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: "The rate of a feature, as the customer's brief shows it",
    answer: briefFeatureRateSchema,
    problems: ['not-found', 'read-model-behind'],
  })
  async rate(
    @ValidParam('featureKey', keySchema) featureKey: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<BriefFeatureRate> {
    await this.freshReads.include(after);
    const rate = await this.query.rate(featureKey, new Date());
    if (!rate)
      throw new ProblemAnswer('not-found', { detail: `No rate of the feature ${featureKey} is in force.` });
    const { feature, name, tokensPerUnit, unit } = rate;
    return {
      success: true,
      data: {
        feature_key: feature,
        feature_name: name,
        tokens_per_unit: jsonNumber(tokensPerUnit),
        token_type: unit,
      },
    };
  }
}
