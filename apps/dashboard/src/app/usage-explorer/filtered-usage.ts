import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { Features, Models, UsageEntry, UsagePage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';

const PAGE_LENGTH = 50;

/** What of the history a filter finds, a page at a time. */
@Injectable()
export class FilteredUsage {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly loaded = signal<readonly UsageEntry[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private readonly loading = signal(false);
  private parameters: Readonly<Record<string, string>> = {};

  readonly models = new Answer<Models>(() => this.http.get<Models>(routes.models));
  readonly features = new Answer<Features>(() => this.http.get<Features>(routes.features));
  readonly entries = this.loaded.asReadonly();
  readonly trouble = this.failure.asReadonly();
  readonly isLoading = this.loading.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  async find(parameters: Readonly<Record<string, string>>): Promise<void> {
    this.parameters = parameters;
    this.loaded.set(null);
    await this.read({}, []);
  }

  async showMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor !== null && !this.loading()) await this.read({ cursor }, this.loaded() ?? []);
  }

  async retry(): Promise<void> {
    if (this.hasMore() && this.loaded()) await this.showMore();
    else await this.find(this.parameters);
  }

  /** A file of all that is found, not only of the pages that are shown. */
  exportUrl(format: 'csv' | 'json', parameters: Readonly<Record<string, string>>): string {
    const query = new URLSearchParams({ ...parameters, format });
    return `${routes.usageExport(this.account())}?${query.toString()}`;
  }

  /** An answer to a filter that was left meanwhile counts no more. */
  private async read(place: { cursor?: string }, before: readonly UsageEntry[]): Promise<void> {
    const { parameters } = this;
    const params = { limit: PAGE_LENGTH, ...parameters, ...place };
    this.loading.set(true);
    try {
      const page = await firstValueFrom(this.http.get<UsagePage>(routes.usage(this.account()), { params }));
      if (parameters !== this.parameters) return;
      this.loaded.set([...before, ...page.items]);
      this.cursor.set(page.nextCursor);
      this.failure.set(null);
    } catch (error) {
      if (parameters === this.parameters) this.failure.set(troubleOf(error));
    } finally {
      this.loading.set(false);
    }
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The usage of nobody was asked for');
    return accountId;
  }
}
