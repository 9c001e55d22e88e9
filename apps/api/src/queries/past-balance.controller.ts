import { AccountTimelines, type AccountTimeline, type EventPlace, type PastAccount } from '#libs/aggregates';
import { keySchema, pastBalanceSchema, type EventPlaceView, type PastBalance } from '#libs/contract';
import { PastBalanceQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { pastBalanceParameters, type PastBalanceParameters } from './query-parameters.js';

@Controller('/api/v1/accounts/:accountId/balance/past')
export class PastBalanceController {
  constructor(
    @Inject(AccountTimelines) private readonly timelines: AccountTimelines,
    @Inject(PastBalanceQuery) private readonly query: PastBalanceQuery,
  ) {}

  @Get()
  @RequireScope('balances:read')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What an account held at a moment, or after an event',
    description:
      'Made of the events of the account itself, by the ledger itself; read models give the names of models and grants. With `at`: everything that had happened by then, with what had expired or taken effect, recorded or not. With `revision`: exactly as that event left it. With neither: now.',
    answer: pastBalanceSchema,
    problems: ['event-store-unavailable'],
  })
  async pastBalance(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(pastBalanceParameters) asked: PastBalanceParameters,
  ): Promise<PastBalance> {
    const timeline = this.timelines.of(accountId);
    const { at, past } = await lookedAt(timeline, asked);
    const stream = await timeline.ends();
    return {
      accountId,
      at: at.toISOString(),
      event: past.event && placeView(past.event),
      ...(await this.query.describe(accountId, past.account)),
      stream: stream && { first: placeView(stream.first), last: placeView(stream.last) },
    };
  }
}

async function lookedAt(
  timeline: AccountTimeline,
  { at, revision }: PastBalanceParameters,
): Promise<{ readonly at: Date; readonly past: PastAccount }> {
  if (revision === undefined) {
    const moment = at === undefined ? new Date() : new Date(at);
    return { at: moment, past: await timeline.at(moment) };
  }
  const past = await timeline.afterEvent(revision);
  return { at: past.event?.happenedAt ?? new Date(), past };
}

function placeView({ revision, position, type, happenedAt, recordedAt }: EventPlace): EventPlaceView {
  return {
    revision: revision.toString(),
    position: position.toString(),
    type,
    happenedAt: happenedAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
}
