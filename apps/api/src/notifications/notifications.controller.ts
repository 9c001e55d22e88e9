import {
  keySchema,
  notificationPageSchema,
  readNotificationsSchema,
  unreadNotificationsSchema,
  type NotificationPage,
  type ReadNotifications,
  type UnreadNotifications,
} from '#libs/contract';
import type { Identity, Readership } from '#libs/identity';
import { NotificationsQuery } from '#libs/read-models';
import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { IDENTITY } from '../identity/identity.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { FreshReads } from '../queries/fresh-reads.js';
import { present } from '../queries/present.js';
import { notificationParameters, type NotificationParameters } from '../queries/query-parameters.js';
import { ValidBody, ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { readerOf, readReadThrough, writeReadThrough } from './reading.js';

@Controller('/api/v1/accounts/:accountId/notifications')
@RequireScope('balances:read')
export class NotificationsController {
  constructor(
    @Inject(NotificationsQuery) private readonly query: NotificationsQuery,
    @Inject(IDENTITY) private readonly identity: Identity,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'What an account is told: low balances, tokens that expire soon, payments that failed',
    description:
      'Newest first, one for each crossing of 10 %, 5 % and 0; whoever asks has read marks and settings of their own. ' +
      'Kinds that are off in the settings are left out.',
    answer: notificationPageSchema,
    problems: ['read-model-behind'],
  })
  async page(
    @Caller() { actor }: CallerIdentity,
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(notificationParameters) { after, unread, ...filter }: NotificationParameters,
  ): Promise<NotificationPage> {
    await this.freshReads.include(after);
    const reading = await this.identity.notificationReaders.find({ reader: actor, accountId });
    const now = new Date();
    const wanted = { ...present(filter), unread: unread === 'true' };
    const page = await this.query.page(accountId, readerOf(reading), wanted, now);
    return { ...page, readThrough: writeReadThrough({ position: BigInt(page.asOf.position), at: now }) };
  }

  @Post('read')
  @HttpCode(200)
  @Endpoint({
    summary: 'Mark notifications as read',
    description:
      'Some of them, or all that a page knew of: what arrived after that page was read stays unread. Marking again ' +
      'changes nothing.',
    answer: unreadNotificationsSchema,
  })
  async read(
    @Caller() { actor }: CallerIdentity,
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(readNotificationsSchema) read: ReadNotifications,
  ): Promise<UnreadNotifications> {
    const readership = { reader: actor, accountId };
    await this.mark(readership, read);
    const reading = await this.identity.notificationReaders.find(readership);
    return { unread: await this.query.unread(accountId, readerOf(reading), new Date()) };
  }

  private async mark(readership: Readership, read: ReadNotifications): Promise<void> {
    const { notificationReaders } = this.identity;
    if ('through' in read) {
      await notificationReaders.markReadThrough(readership, readReadThrough(read.through));
    } else {
      const known = await this.query.known(readership.accountId, read.ids);
      await notificationReaders.markRead(readership, known);
    }
  }
}
