import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { NotificationSettingsController } from './notification-settings.controller.js';
import { NotificationsController } from './notifications.controller.js';

@Module({
  imports: [QueriesModule],
  controllers: [NotificationsController, NotificationSettingsController],
})
export class NotificationsModule {}
