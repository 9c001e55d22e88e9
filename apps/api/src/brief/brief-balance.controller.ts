import { briefBalanceSchema, type Allocation, type BriefBalance } from '#libs/contract';
import { BalanceQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from '../queries/fresh-reads.js';
import { freshnessParameters, type FreshnessParameters } from '../queries/query-parameters.js';
import { jsonNumber } from './brief-numbers.js';

@Controller('/dashboard/user/token-management/balance')
export class BriefBalanceController {
  constructor(
    @Inject(BalanceQuery) private readonly query: BalanceQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('balances:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: "The caller's balances, as the customer's brief shows them",
    description: 'Of the signed-in user, or of the account that an API key is restricted to.',
    answer: briefBalanceSchema,
    problems: ['read-model-behind'],
  })
  async balance(
    @Caller() { accountId }: CallerIdentity,
    @ValidQuery(freshnessParameters) { after }: FreshnessParameters,
  ): Promise<BriefBalance> {
    if (accountId === null)
      throw new ProblemAnswer('forbidden', { detail: 'These credentials have no account.' });
    await this.freshReads.include(after);
    const { allocations } = await this.query.ofAccount(accountId, { zone: 'UTC', now: new Date() });
    return {
      success: true,
      data: Object.fromEntries(allocations.map((each) => [each.model, briefAllocation(each)])),
    };
  }
}

function briefAllocation({ model, engine, unlimited, available }: Allocation): BriefBalance['data'][string] {
  return { credit: jsonNumber(available), isUnlimited: unlimited, entity_key: model, engine };
}
