import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { NotificationPage, ReadNotifications, UnreadNotifications } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { RequestedAct } from '../http/requested-act.js';
import { LiveAccount } from '../live/live-account.js';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';

const LATEST_LENGTH = 6;

/** What the account is told, as far as the header shows it: the latest, and how many are unread. */
@Injectable()
export class Notifications {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly changes = signal(0);

  readonly latest = new Answer<NotificationPage>(() =>
    this.http.get<NotificationPage>(routes.notifications(this.account()), {
      params: { limit: LATEST_LENGTH },
    }),
  );
  /** Null until it is known. */
  readonly unread = computed(() => this.latest.value()?.unread ?? null);
  /** Moves with every read mark and every choice of kinds: whoever shows more of them reads it again then. */
  readonly changed = this.changes.asReadonly();
  readonly marking = new RequestedAct();
  /** One after the other: whoever is quick loses none. */
  private marked: Promise<void> = Promise.resolve();

  constructor() {
    const live = inject(LiveAccount);
    effect(() => {
      if (live.refreshedAt() !== null) untracked(() => void this.latest.refresh());
    });
  }

  async markRead(...ids: readonly string[]): Promise<void> {
    await this.mark({ ids: [...ids] });
  }

  /** All that the page knew of: what arrived since stays unread. */
  async markReadThrough(readThrough: string): Promise<void> {
    await this.mark({ through: readThrough });
  }

  async refresh(): Promise<void> {
    this.changes.update((before) => before + 1);
    await this.latest.refresh();
  }

  private async mark(read: ReadNotifications): Promise<void> {
    const url = routes.notificationsRead(this.account());
    this.marked = this.marked.then(() =>
      this.marking.carryOut(JSON.stringify(read), async () => {
        await firstValueFrom(this.http.post<UnreadNotifications>(url, read));
        await this.refresh();
      }),
    );
    await this.marked;
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The notifications of nobody were asked for');
    return accountId;
  }
}
