import { correctionPageSchema, keySchema, type CorrectionPage } from '#libs/contract';
import { CorrectionsQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { instant, present } from './present.js';
import { correctionParameters, type CorrectionParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/corrections')
export class CorrectionsController {
  constructor(
    @Inject(CorrectionsQuery) private readonly query: CorrectionsQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What was put right, why and by whom, newest first',
    description:
      'Reversals of charges, adjustments of balances, revocations of grants. What comes back to a revoked grant later is revoked by itself, and not listed.',
    answer: correctionPageSchema,
    problems: ['read-model-behind'],
  })
  async page(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(correctionParameters) { after, from, to, ...filter }: CorrectionParameters,
  ): Promise<CorrectionPage> {
    await this.freshReads.include(after);
    return await this.query.page(accountId, present({ ...filter, from: instant(from), to: instant(to) }));
  }
}
