import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import type { NotificationKind, NotificationSettings } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { RequestedAct } from '../http/requested-act.js';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { Notifications } from './notifications.js';

/** Of which kinds the person wants to be told. */
@Injectable()
export class ChosenKinds {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly notifications = inject(Notifications);
  private readonly wanted = signal<NotificationSettings | null>(null);

  private readonly answer = new Answer<NotificationSettings>(() =>
    this.http.get<NotificationSettings>(this.url()),
  );
  readonly trouble = this.answer.trouble;
  readonly choosing = new RequestedAct();

  /** As chosen, also while it is being sent; null until it is known. */
  settings(): NotificationSettings | null {
    return this.wanted() ?? this.answer.value();
  }

  async load(): Promise<void> {
    await this.answer.refresh();
  }

  async choose(kind: NotificationKind, isOn: boolean): Promise<void> {
    const before = this.settings();
    if (!before || this.choosing.isWaiting()) return;
    const settings = { inApp: { ...before.inApp, [kind]: isOn } };
    await this.choosing.carryOut(JSON.stringify(settings), async () => {
      this.wanted.set(settings);
      try {
        await firstValueFrom(this.http.put<NotificationSettings>(this.url(), settings));
        await Promise.all([this.answer.refresh(), this.notifications.refresh()]);
      } finally {
        this.wanted.set(null);
      }
    });
  }

  private url(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The settings of nobody were asked for');
    return routes.notificationSettings(accountId);
  }
}
