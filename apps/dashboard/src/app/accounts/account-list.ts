import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { AccountPage, AccountSummary } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';

const PAGE_LENGTH = 50;

/** Accounts whose id begins as somebody typed, a page at a time. */
@Injectable()
export class AccountList {
  private readonly http = inject(HttpClient);
  private readonly loaded = signal<readonly AccountSummary[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private search = '';

  readonly items = this.loaded.asReadonly();
  readonly trouble = this.failure.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  async find(search: string): Promise<void> {
    this.search = search;
    await this.read({}, []);
  }

  async showMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor !== null) await this.read({ cursor }, this.loaded() ?? []);
  }

  async retry(): Promise<void> {
    await this.find(this.search);
  }

  /** An answer to what was typed before counts no more. */
  private async read(place: { cursor?: string }, before: readonly AccountSummary[]): Promise<void> {
    const { search } = this;
    const params = { limit: PAGE_LENGTH, ...(search && { search }), ...place };
    try {
      const page = await firstValueFrom(this.http.get<AccountPage>(routes.accounts, { params }));
      if (search !== this.search) return;
      this.loaded.set([...before, ...page.items]);
      this.cursor.set(page.nextCursor);
      this.failure.set(null);
    } catch (error) {
      if (search === this.search) this.failure.set(troubleOf(error));
    }
  }
}
