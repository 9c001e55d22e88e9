import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import type { AccountEventView, AccountEvents, AccountLimits, Balance } from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { firstValueFrom, map } from 'rxjs';
import { Answer } from '../statement/answer.js';
import { PagedAnswer } from '../statement/paged-answer.js';
import { ViewerClock } from '../time/viewer-clock.js';

const PAGE_LENGTH = 25;

/** The account of somebody else, as an auditor or administrator sees it. Commands throw what HttpClient throws. */
@Injectable()
export class LookedAfterAccount {
  private readonly http = inject(HttpClient);
  private readonly zone = inject(ViewerClock).zone;
  private readonly id = signal('');
  private after: string | null = null;

  readonly accountId = this.id.asReadonly();
  readonly balance = new Answer<Balance>(() =>
    this.http.get<Balance>(routes.balance(this.id()), { params: { zone: this.zone, ...this.freshness() } }),
  );
  readonly limits = new Answer<AccountLimits>(() =>
    this.http.get<AccountLimits>(routes.limits(this.id()), { params: this.freshness() }),
  );
  /** Newest first. */
  readonly events = new PagedAnswer<AccountEventView>();

  async open(accountId: string): Promise<void> {
    const ofElse = accountId !== this.id();
    this.id.set(accountId);
    await this.readAll({ ofElse });
  }

  async refresh(): Promise<void> {
    await this.readAll({ ofElse: false });
  }

  /** Sends a command, and then reads what it did. */
  async send(path: string, body: object, key: string): Promise<void> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: key };
    const { position } = await firstValueFrom(this.http.post<{ position: string }>(path, body, { headers }));
    this.after = position;
    await this.refresh();
  }

  private async readAll(options: { readonly ofElse: boolean }): Promise<void> {
    const url = routes.accountEvents(this.id());
    const events = this.events.read((before) => {
      const params = { limit: PAGE_LENGTH, ...(before !== null && { before }) };
      return this.http
        .get<AccountEvents>(url, { params })
        .pipe(map(({ items, nextBefore: next }) => ({ items, next })));
    }, options);
    await Promise.all([this.balance.refresh(), this.limits.refresh(), events]);
  }

  private freshness(): Record<string, string> {
    return this.after === null ? {} : { after: this.after };
  }
}
