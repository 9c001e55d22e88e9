import { keySchema, operationIdSchema, usageEntrySchema, type UsageEntry } from '#libs/contract';
import { UsageQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/receipts')
export class ReceiptController {
  constructor(
    @Inject(UsageQuery) private readonly history: UsageQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get(':operationId')
  @RequireScope('usage:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'The receipt of a consumption or settlement',
    description: 'With what corrections have taken back of it since.',
    answer: usageEntrySchema,
    problems: ['operation-not-found', 'read-model-behind'],
  })
  async receipt(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidParam('operationId', operationIdSchema) operationId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<UsageEntry> {
    await this.freshReads.include(after);
    const receipt = await this.history.receipt(accountId, operationId);
    if (!receipt) throw new ProblemAnswer('operation-not-found');
    return receipt;
  }
}
