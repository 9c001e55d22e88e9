import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { AccountEvents, AccountEventView, PastBalance } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { map, of } from 'rxjs';
import { Answer } from '../statement/answer.js';
import type { MomentAsked } from './moment-asked.js';

/** An account at the moment that is looked at. While somebody drags a slider, one question is asked at a time. */
@Injectable()
export class PastAccount {
  private readonly http = inject(HttpClient);
  private accountId = '';
  private asked: MomentAsked = {};
  private isAsking = false;
  private isOutdated = false;

  readonly balance = new Answer<PastBalance>(() =>
    this.http.get<PastBalance>(routes.pastBalance(this.accountId), { params: { ...this.asked } }),
  );

  /** The last event that is in it, as it is stored. */
  readonly event = new Answer<AccountEventView | null>(() => {
    const revision = this.balance.value()?.event?.revision;
    if (revision === undefined) return of(null);
    const params = { before: String(BigInt(revision) + 1n), limit: 1 };
    return this.http
      .get<AccountEvents>(routes.accountEvents(this.accountId), { params })
      .pipe(map(({ items }) => items[0] ?? null));
  });

  async lookAt(accountId: string, asked: MomentAsked): Promise<void> {
    [this.accountId, this.asked] = [accountId, asked];
    this.isOutdated = true;
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.isOutdated) {
      this.isOutdated = false;
      await this.balance.refresh();
      await this.event.refresh();
    }
    this.isAsking = false;
  }
}
