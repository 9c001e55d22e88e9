import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type { Balance, Features, PurchasePage, UsageByPeriod, UsagePage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import type { Trouble } from '../http/trouble.js';
import { CurrentSession } from '../session/current-session.js';
import { dayIn } from '../time/calendar-day.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Answer } from './answer.js';
import { daysNeeded } from './month-usage.js';

export const HISTORY_LENGTH = 50;
export const RECENT_PURCHASES = 5;

/** Everything that the page shows of one account, each part with its own answer and its own trouble. */
@Injectable()
export class AccountStatement {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly zone = inject(ViewerClock).zone;

  readonly balance = new Answer<Balance>(() =>
    this.http.get<Balance>(routes.balance(this.account()), { params: { zone: this.zone } }),
  );

  readonly history = new Answer<UsagePage>(() =>
    this.http.get<UsagePage>(routes.usage(this.account()), { params: { limit: HISTORY_LENGTH } }),
  );

  readonly days = new Answer<UsageByPeriod>(() => {
    const params = { zone: this.zone, ...daysNeeded(dayIn(this.zone, new Date())) };
    return this.http.get<UsageByPeriod>(routes.usageByDay(this.account()), { params });
  });

  readonly purchases = new Answer<PurchasePage>(() =>
    this.http.get<PurchasePage>(routes.purchases(this.account()), { params: { limit: RECENT_PURCHASES } }),
  );

  readonly features = new Answer<Features>(() => this.http.get<Features>(routes.features));

  /** Everything was answered once, be it with a trouble. */
  readonly wasRead = computed(() =>
    [this.balance, this.history, this.days, this.purchases, this.features].every(
      ({ value, trouble }) => value() !== null || trouble() !== null,
    ),
  );

  /** @returns the first trouble, or null when everything was read. */
  async refresh(): Promise<Trouble | null> {
    const features = this.features.value() ? null : this.features.refresh();
    const changing = [this.balance, this.history, this.days, this.purchases];
    const parts = [...changing.map((part) => part.refresh()), features];
    const troubles = await Promise.all(parts);
    return troubles.find((trouble) => trouble !== null) ?? null;
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The statement of nobody was asked for');
    return accountId;
  }
}
