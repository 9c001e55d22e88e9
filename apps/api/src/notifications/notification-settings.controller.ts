import {
  keySchema,
  NOTIFICATION_KINDS,
  notificationSettingsSchema,
  type NotificationKind,
  type NotificationSettings,
} from '#libs/contract';
import type { Identity } from '#libs/identity';
import { Controller, Get, Header, Inject, Put } from '@nestjs/common';
import { RequireScope } from '../access/access-rule.js';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { IDENTITY } from '../identity/identity.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';

@Controller('/api/v1/accounts/:accountId/notification-settings')
@RequireScope('balances:read')
export class NotificationSettingsController {
  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Of which kinds of notification whoever asks wants to be told',
    answer: notificationSettingsSchema,
  })
  async settings(
    @Caller() { actor }: CallerIdentity,
    @ValidParam('accountId', keySchema) accountId: string,
  ): Promise<NotificationSettings> {
    const { muted } = await this.identity.notificationReaders.find({ reader: actor, accountId });
    return settingsWithout(muted);
  }

  @Put()
  @Endpoint({
    summary: 'Choose of which kinds of notification to be told',
    description:
      'Kinds that are off are neither listed nor counted. They are there again when they are switched on.',
    answer: notificationSettingsSchema,
  })
  async choose(
    @Caller() { actor }: CallerIdentity,
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidBody(notificationSettingsSchema) { inApp }: NotificationSettings,
  ): Promise<NotificationSettings> {
    const muted = NOTIFICATION_KINDS.filter((kind) => !inApp[kind]);
    await this.identity.notificationReaders.mute({ reader: actor, accountId }, muted);
    return settingsWithout(muted);
  }
}

function settingsWithout(muted: readonly NotificationKind[]): NotificationSettings {
  const inApp = Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, !muted.includes(kind)]));
  return notificationSettingsSchema.parse({ inApp });
}
