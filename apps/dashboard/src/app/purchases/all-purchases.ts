import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { Purchase, PurchasePage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { CurrentSession } from '../session/current-session.js';

export const PAGE_LENGTH = 25;

/** Every purchase of the account, a page at a time. */
@Injectable()
export class AllPurchases {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly loaded = signal<readonly Purchase[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly loading = signal(false);

  readonly items = this.loaded.asReadonly();
  readonly trouble = this.failure.asReadonly();
  readonly isLoadingMore = this.loading.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  /** Reads the newest anew: what is new is put before, what has changed in its place. */
  async refresh(): Promise<void> {
    await this.read({}, ({ items, nextCursor }) => {
      const known = this.loaded() ?? [];
      const fresh = new Set(items.map(({ purchaseId }) => purchaseId));
      const older = known.filter(({ purchaseId }) => !fresh.has(purchaseId));
      if (known.length === 0) this.cursor.set(nextCursor);
      this.loaded.set([...items, ...older]);
    });
  }

  async showMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.loading()) return;
    this.loading.set(true);
    await this.read({ cursor }, ({ items, nextCursor }) => {
      const known = this.loaded() ?? [];
      const shown = new Set(known.map(({ purchaseId }) => purchaseId));
      this.loaded.set([...known, ...items.filter(({ purchaseId }) => !shown.has(purchaseId))]);
      this.cursor.set(nextCursor);
    });
    this.loading.set(false);
  }

  private async read(params: { cursor?: string }, take: (page: PurchasePage) => void): Promise<void> {
    const accountId = this.session.accountId();
    if (accountId === null) return;
    const options = { params: { limit: PAGE_LENGTH, ...params } };
    try {
      take(await firstValueFrom(this.http.get<PurchasePage>(routes.purchases(accountId), options)));
      this.failure.set(null);
    } catch (error) {
      this.failure.set(troubleOf(error));
    }
  }
}
