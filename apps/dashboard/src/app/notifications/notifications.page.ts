import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Notification } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LiveAccount } from '../live/live-account.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { KindSettings } from './kind-settings.js';
import { ListedNotifications } from './listed-notifications.js';
import { NoNotifications } from './no-notifications.js';
import { NotificationItem } from './notification-item.js';
import { Notifications } from './notifications.js';

/** Every notification, and of which kinds to be told. */
@Component({
  selector: 'tl-notifications-page',
  imports: [KindSettings, NoNotifications, NotificationItem, RouterLink, Skeleton, TroubleNotice],
  providers: [ListedNotifications],
  templateUrl: './notifications.page.html',
  styleUrl: './notifications.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationsPage {
  /** Of the address: `unread`, or everything. */
  readonly show = input<string>();

  protected readonly listed = inject(ListedNotifications);
  protected readonly notifications = inject(Notifications);
  protected readonly unreadOnly = computed(() => this.show() === 'unread');
  protected readonly here = pages.notifications;

  constructor() {
    const live = inject(LiveAccount);
    effect(() => {
      live.refreshedAt();
      this.notifications.changed();
      const unreadOnly = this.unreadOnly();
      untracked(() => void this.listed.show(unreadOnly));
    });
  }

  protected follow({ id, isRead }: Notification): void {
    if (!isRead) void this.notifications.markRead(id);
  }

  protected async markAllRead(heading: HTMLElement): Promise<void> {
    const readThrough = this.listed.readThrough();
    if (readThrough === null) return;
    heading.focus(); // the button is gone once nothing is unread
    await this.notifications.markReadThrough(readThrough);
  }
}
