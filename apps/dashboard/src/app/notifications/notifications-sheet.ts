import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Notification } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { SheetFrame } from '../ui/sheet-frame.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { NoNotifications } from './no-notifications.js';
import { NotificationItem } from './notification-item.js';
import { Notifications } from './notifications.js';

/** The latest, over whatever page is open. */
@Component({
  selector: 'tl-notifications-sheet',
  imports: [NoNotifications, NotificationItem, RouterLink, SheetFrame, Skeleton, TroubleNotice],
  templateUrl: './notifications-sheet.html',
  styleUrl: './notifications-sheet.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationsSheet {
  protected readonly notifications = inject(Notifications);
  private readonly dialog = inject<MatDialogRef<NotificationsSheet>>(MatDialogRef);
  private readonly document = inject(DOCUMENT);
  protected readonly all = pages.notifications;
  protected readonly subtitle = computed(() => {
    const unread = this.notifications.unread();
    if (unread === null) return '';
    return unread === 0 ? $localize`Nothing unread` : $localize`${unread}:count: unread`;
  });

  protected follow({ id, isRead }: Notification): void {
    if (!isRead) void this.notifications.markRead(id);
    this.leave();
  }

  /** Somewhere else is gone to: the focus goes there too, and not back to the bell. */
  protected leave(): void {
    this.dialog.afterClosed().subscribe(() => {
      this.document.getElementById('content')?.focus({ preventScroll: true });
    });
    this.dialog.close();
  }
}
