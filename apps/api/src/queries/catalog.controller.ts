import { featuresSchema, modelsSchema, type Features, type Models } from '#libs/contract';
import { CatalogQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import {
  featuresParameters,
  freshnessParameters,
  type FeaturesParameters,
  type FreshnessParameters,
} from './query-parameters.js';

@Controller('/api/v1')
export class CatalogController {
  constructor(
    @Inject(CatalogQuery) private readonly query: CatalogQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get('features')
  @RequireScope('catalog:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Features and the rates in force now',
    description:
      'A feature whose first rate lies in the future is listed, with that rate, by `state=to-come` only.',
    answer: featuresSchema,
    problems: ['read-model-behind'],
  })
  async features(@ValidQuery(featuresParameters) { after, state }: FeaturesParameters): Promise<Features> {
    await this.freshReads.include(after);
    const now = new Date();
    return state === 'to-come' ? await this.query.featuresToCome(now) : await this.query.features(now);
  }

  @Get('models')
  @RequireScope('catalog:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Models and whose engine runs them',
    answer: modelsSchema,
    problems: ['read-model-behind'],
  })
  async models(@ValidQuery(freshnessParameters) { after }: FreshnessParameters): Promise<Models> {
    await this.freshReads.include(after);
    return await this.query.models();
  }
}
