import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { AccountEventView, AccountEvents, AccountLimits, Balance } from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { troubleOf, type Trouble } from '../http/trouble.js';
import { Answer } from '../statement/answer.js';
import { ViewerClock } from '../time/viewer-clock.js';

const PAGE_LENGTH = 25;

/** The account of somebody else, as an auditor or administrator sees it. Commands throw what HttpClient throws. */
@Injectable()
export class LookedAfterAccount {
  private readonly http = inject(HttpClient);
  private readonly zone = inject(ViewerClock).zone;
  private readonly id = signal('');
  private readonly loaded = signal<readonly AccountEventView[] | null>(null);
  private readonly before = signal<string | null>(null);
  private readonly failure = signal<Trouble | null>(null);
  private after: string | null = null;

  readonly accountId = this.id.asReadonly();
  readonly balance = new Answer<Balance>(() =>
    this.http.get<Balance>(routes.balance(this.id()), { params: { zone: this.zone, ...this.freshness() } }),
  );
  readonly limits = new Answer<AccountLimits>(() =>
    this.http.get<AccountLimits>(routes.limits(this.id()), { params: this.freshness() }),
  );
  /** Newest first. */
  readonly events = this.loaded.asReadonly();
  readonly eventsTrouble = this.failure.asReadonly();
  readonly hasOlderEvents = computed(() => this.before() !== null);

  async open(accountId: string): Promise<void> {
    this.id.set(accountId);
    this.loaded.set(null);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await Promise.all([this.balance.refresh(), this.limits.refresh(), this.readEvents({}, [])]);
  }

  async showOlderEvents(): Promise<void> {
    const before = this.before();
    if (before !== null) await this.readEvents({ before }, this.loaded() ?? []);
  }

  /** Sends a command, and then reads what it did. */
  async send(path: string, body: object, key: string): Promise<void> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: key };
    const { position } = await firstValueFrom(this.http.post<{ position: string }>(path, body, { headers }));
    this.after = position;
    await this.refresh();
  }

  private async readEvents(place: { before?: string }, newer: readonly AccountEventView[]): Promise<void> {
    const params = { limit: PAGE_LENGTH, ...place };
    try {
      const url = routes.accountEvents(this.id());
      const { items, nextBefore } = await firstValueFrom(this.http.get<AccountEvents>(url, { params }));
      this.loaded.set([...newer, ...items]);
      this.before.set(nextBefore);
      this.failure.set(null);
    } catch (error) {
      this.failure.set(troubleOf(error));
    }
  }

  private freshness(): Record<string, string> {
    return this.after === null ? {} : { after: this.after };
  }
}
