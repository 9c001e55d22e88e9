import { AccountTimelines } from '#libs/aggregates';
import { balanceHistorySchema, keySchema, type BalanceHistory, type BalancePoint } from '#libs/contract';
import { allocationOf } from '#libs/ledger';
import { termFigures } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { balanceMoments } from './balance-moments.js';
import { balanceHistoryParameters, type BalanceHistoryParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/balance/history')
export class BalanceHistoryController {
  constructor(@Inject(AccountTimelines) private readonly timelines: AccountTimelines) {}

  @Get()
  @RequireScope('balances:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What an account held of a model, over time',
    description:
      'Made of the events of the account itself, by the ledger itself: exact at every point, with what had expired or taken effect by then. Points lie at the first moment, at the beginning of every step after it, and at the last moment.',
    answer: balanceHistorySchema,
    problems: ['event-store-unavailable'],
  })
  async history(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(balanceHistoryParameters) { model, step, zone, ...range }: BalanceHistoryParameters,
  ): Promise<BalanceHistory> {
    const [from, to] = [new Date(range.from), new Date(range.to)];
    const moments = balanceMoments({ from, to, step, zone });
    if (!moments) throw new ProblemAnswer('validation-failed', { errors: [TOO_MANY] });
    const points: BalancePoint[] = [];
    for await (const { account } of this.timelines.of(accountId).atEach(moments)) {
      const at = moments[points.length] ?? to;
      points.push({ at: at.toISOString(), ...termFigures(allocationOf(account, model)) });
    }
    return { accountId, model, step, zone, points };
  }
}

const TOO_MANY = { field: 'step', message: 'must be longer: there would be more than 400 points' };
