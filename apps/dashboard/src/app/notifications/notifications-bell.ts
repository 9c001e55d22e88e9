import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject } from '@angular/core';
import { LucideBell } from '@lucide/angular';
import { Announcer } from '../live/announcer.js';
import { Sheets } from '../ui/sheets.js';
import { Notifications } from './notifications.js';

const SHOWN_MAX = 99;
const loadSheet = async () => (await import('./notifications-sheet.js')).NotificationsSheet;

/** Says how many notifications are unread, and opens the latest. */
@Component({
  selector: 'tl-notifications-bell',
  imports: [LucideBell],
  providers: [Sheets],
  template: `
    <button
      class="icon-button"
      type="button"
      aria-haspopup="dialog"
      [attr.aria-label]="name()"
      (click)="open()"
    >
      <svg lucideBell [size]="18"></svg>
      @if (unread() > 0) {
        <span class="count figures">{{ shown() }}</span>
      }
    </button>
  `,
  styles: `
    .icon-button {
      position: relative;
    }
    .count {
      position: absolute;
      inset-block-start: 1px;
      inset-inline-start: 50%;
      min-width: 17px;
      padding: 0 4px;
      border: 2px solid var(--paper);
      border-radius: 99px;
      background: var(--critical-fill);
      color: var(--paper);
      font-size: 10px;
      font-weight: 650;
      line-height: 13px;
      text-align: center;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationsBell {
  private readonly notifications = inject(Notifications);
  private readonly sheets = inject(Sheets);
  protected readonly unread = computed(() => this.notifications.unread() ?? 0);
  protected readonly shown = computed(() => (this.unread() > SHOWN_MAX ? `${SHOWN_MAX}+` : this.unread()));
  protected readonly name = computed(() =>
    this.unread() > 0 ? $localize`Notifications, ${this.unread()}:count: unread` : $localize`Notifications`,
  );

  constructor() {
    this.announceNew();
    const preparing = effect(() => {
      if (this.notifications.unread() === null) return;
      this.sheets.prepare(loadSheet);
      preparing.destroy();
    });
  }

  protected async open(): Promise<void> {
    await this.sheets.open(loadSheet, null, 'at-bell');
  }

  /** Only what is new while somebody looks, and the name of the bell says the same. */
  private announceNew(): void {
    const announcer = inject(Announcer);
    inject(DestroyRef).onDestroy(() => announcer.drop('notifications'));
    let before: number | null = null;
    effect(() => {
      const unread = this.notifications.unread();
      if (before !== null && unread !== null && unread > before) announcer.say('notifications', this.name());
      before = unread;
    });
  }
}
