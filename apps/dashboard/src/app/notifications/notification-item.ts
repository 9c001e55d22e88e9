import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Notification } from '#libs/contract';
import {
  LucideCalendarClock,
  LucideChevronRight,
  LucideCreditCard,
  LucideOctagonAlert,
  LucideTriangleAlert,
} from '@lucide/angular';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { isCritical, KIND_WORDS, notificationPage, notificationText } from './notification-words.js';

/** One notification: a link to where something can be done about it. */
@Component({
  selector: 'tl-notification-item',
  imports: [
    LucideCalendarClock,
    LucideChevronRight,
    LucideCreditCard,
    LucideOctagonAlert,
    LucideTriangleAlert,
    RouterLink,
  ],
  templateUrl: './notification-item.html',
  styleUrl: './notification-item.css',
  host: { '[class.unread]': '!notification().isRead' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationItem {
  readonly notification = input.required<Notification>();
  /** It was followed to where it leads. */
  readonly follow = output();
  readonly markRead = output();

  private readonly zone = inject(ViewerClock).zone;
  protected readonly kindWord = computed(() => KIND_WORDS[this.notification().kind]);
  protected readonly critical = computed(() => isCritical(this.notification()));
  protected readonly text = computed(() => notificationText(this.notification(), this.zone));
  protected readonly moment = computed(() => momentText(this.notification().at, this.zone));
  protected readonly page = computed(() => notificationPage(this.notification()));

  /** The button is gone once it is done: the focus goes to what stays. */
  protected read(link: HTMLElement): void {
    link.focus();
    this.markRead.emit();
  }
}
