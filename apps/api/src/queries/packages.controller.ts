import { packagesSchema, type Packages } from '#libs/contract';
import { PackagesQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { packagesParameters, type PackagesParameters } from './query-parameters.js';

@Controller('/api/v1/packages')
export class PackagesController {
  constructor(
    @Inject(PackagesQuery) private readonly query: PackagesQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('catalog:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What is on sale, or was',
    description: 'Single models, then bundles, then plans; the cheapest of each first.',
    answer: packagesSchema,
    problems: ['read-model-behind'],
  })
  async onSale(@ValidQuery(packagesParameters) { after, state }: PackagesParameters): Promise<Packages> {
    await this.freshReads.include(after);
    return state === 'retired' ? await this.query.retired() : await this.query.onSale();
  }
}
