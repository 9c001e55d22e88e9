import { accountLimitsSchema, keySchema, type AccountLimits } from '#libs/contract';
import { LimitsQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/limits')
export class LimitsController {
  constructor(
    @Inject(LimitsQuery) private readonly query: LimitsQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('balances:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What limits the spending of an account, and what is left of it',
    description:
      'Caps by day, week and month, freezes and overdraft limits, of the account and by model. What is left of a cap is what a refused command would name. An account without any event has no limits.',
    answer: accountLimitsSchema,
    problems: ['read-model-behind'],
  })
  async limits(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<AccountLimits> {
    await this.freshReads.include(after);
    return await this.query.ofAccount(accountId, new Date());
  }
}
