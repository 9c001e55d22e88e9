import { balanceSchema, keySchema, type Balance } from '#libs/contract';
import { BalanceQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { balanceParameters, type BalanceParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/balance')
export class BalanceController {
  constructor(
    @Inject(BalanceQuery) private readonly query: BalanceQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('balances:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What an account holds, by model',
    description: 'An account without any event holds nothing.',
    answer: balanceSchema,
    problems: ['read-model-behind'],
  })
  async balance(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(balanceParameters) { after, zone }: BalanceParameters,
  ): Promise<Balance> {
    await this.freshReads.include(after);
    return await this.query.ofAccount(accountId, { zone, now: new Date() });
  }
}
