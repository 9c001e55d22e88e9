import {
  accountEventsSchema,
  accountPageSchema,
  keySchema,
  type AccountEvents,
  type AccountPage,
} from '#libs/contract';
import type { EventStore, RecordedEvent } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import { AccountsQuery } from '#libs/read-models';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { EVENT_STORE } from '../event-store/event-store.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { present } from './present.js';
import {
  accountEventParameters,
  accountParameters,
  type AccountEventParameters,
  type AccountParameters,
} from './query-parameters.js';

/** For those who look after the accounts of others. */
@Controller('/api/v1/accounts')
@RequireScope('audit:read')
export class AccountsController {
  constructor(
    @Inject(AccountsQuery) private readonly query: AccountsQuery,
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Accounts that have, or had, tokens',
    answer: accountPageSchema,
    problems: ['read-model-behind'],
  })
  async page(@ValidQuery(accountParameters) { after, ...filter }: AccountParameters): Promise<AccountPage> {
    await this.freshReads.include(after);
    return await this.query.page(present(filter));
  }

  @Get(':accountId/events')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'The events of an account, newest first',
    description: 'As they stand in the log, which is what is asked: no read model is in between.',
    answer: accountEventsSchema,
    problems: ['event-store-unavailable'],
  })
  async events(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(accountEventParameters) { before, limit }: AccountEventParameters,
  ): Promise<AccountEvents> {
    if (before === 0n) return { items: [], nextBefore: null };
    const from = before === undefined ? 'end' : before - 1n;
    const stream = streamName('account', accountId);
    const items: AccountEvents['items'] = [];
    for await (const event of this.eventStore.readStream(stream, { direction: 'backwards', from, limit })) {
      items.push(view(event));
    }
    const last = items.at(-1)?.revision ?? '0';
    return { items, nextBefore: last === '0' ? null : last };
  }
}

function view({ revision, position, type, createdAt, data, metadata }: RecordedEvent) {
  return {
    revision: revision.toString(),
    position: position.toString(),
    type,
    recordedAt: createdAt.toISOString(),
    data,
    metadata,
  };
}
