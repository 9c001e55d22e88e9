import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { Notification, NotificationPage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { CurrentSession } from '../session/current-session.js';

const PAGE_LENGTH = 25;
/** Of a page, as the API has it. */
const MAX_LENGTH = 200;

/** All notifications, or the unread ones, a page at a time. */
@Injectable()
export class ListedNotifications {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly loaded = signal<readonly Notification[] | null>(null);
  private readonly newest = signal<NotificationPage | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly loading = signal(false);
  private unreadOnly = false;

  readonly items = this.loaded.asReadonly();
  readonly trouble = this.failure.asReadonly();
  readonly isLoadingMore = this.loading.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly unread = computed(() => this.newest()?.unread ?? 0);
  readonly readThrough = computed(() => this.newest()?.readThrough ?? null);

  async show(unreadOnly: boolean): Promise<void> {
    if (unreadOnly !== this.unreadOnly) this.loaded.set(null);
    this.unreadOnly = unreadOnly;
    await this.refresh();
  }

  /** As much as is shown already, read anew: what is new comes first, what is gone goes. */
  async refresh(): Promise<void> {
    const length = Math.min(MAX_LENGTH, Math.max(PAGE_LENGTH, this.loaded()?.length ?? 0));
    await this.read({ limit: length }, (page) => {
      this.newest.set(page);
      const older = this.olderThan(page);
      this.loaded.set([...page.items, ...older]);
      if (older.length === 0) this.cursor.set(page.nextCursor);
    });
  }

  async showMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.loading()) return;
    this.loading.set(true);
    await this.read({ limit: PAGE_LENGTH, cursor }, ({ items, nextCursor }) => {
      const shown = new Set(this.loaded()?.map(({ id }) => id));
      this.loaded.update((known) => [...(known ?? []), ...items.filter(({ id }) => !shown.has(id))]);
      this.cursor.set(nextCursor);
    });
    this.loading.set(false);
  }

  /** Whatever failed last. */
  async retry(): Promise<void> {
    if (this.loaded() && this.hasMore()) await this.showMore();
    else await this.refresh();
  }

  /** What was shown beyond the longest page that can be asked for. */
  private olderThan({ items, nextCursor }: NotificationPage): readonly Notification[] {
    const known = this.loaded() ?? [];
    const last = items.at(-1);
    if (nextCursor === null || !last || known.length <= items.length) return [];
    return known.slice(known.findIndex(({ id }) => id === last.id) + 1);
  }

  private async read(
    params: { limit: number; cursor?: string },
    take: (page: NotificationPage) => void,
  ): Promise<void> {
    const accountId = this.session.accountId();
    if (accountId === null) return;
    const { unreadOnly } = this;
    try {
      const options = { params: { ...params, ...(unreadOnly && { unread: true }) } };
      const page = this.http.get<NotificationPage>(routes.notifications(accountId), options);
      const answer = await firstValueFrom(page);
      if (unreadOnly !== this.unreadOnly) return; // something else is shown by now
      take(answer);
      this.failure.set(null);
    } catch (error) {
      this.failure.set(troubleOf(error));
    }
  }
}
