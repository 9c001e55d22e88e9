import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import type { AccountEventView, AccountEvents, AccountLimits, Balance } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { map } from 'rxjs';
import { SentCommands } from '../http/sent-commands.js';
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
  private readonly commands = new SentCommands(this.http);

  readonly accountId = this.id.asReadonly();
  readonly balance = new Answer<Balance>(() =>
    this.http.get<Balance>(routes.balance(this.id()), {
      params: { zone: this.zone, ...this.commands.freshness() },
    }),
  );
  readonly limits = new Answer<AccountLimits>(() =>
    this.http.get<AccountLimits>(routes.limits(this.id()), { params: this.commands.freshness() }),
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
    await this.commands.send('POST', { url: path, body, key });
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
}
