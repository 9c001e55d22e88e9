import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { AccountLimits, BalanceHistory, Forecast } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { rangeCalled, type BalanceRange } from './balance-range.js';

/** The past does not change, and its end is shown live: this often there is another step. */
const READ_AGAIN_MS = 60_000;

/** What there is to say of one allocation beside the balance itself. */
@Injectable()
export class AllocationStatement {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly zone = inject(ViewerClock).zone;
  private model = '';
  private range: BalanceRange = rangeCalled('');
  private readAt = 0;

  readonly forecast = new Answer<Forecast>(() => this.http.get<Forecast>(routes.forecast(this.account())));
  readonly limits = new Answer<AccountLimits>(() =>
    this.http.get<AccountLimits>(routes.limits(this.account())),
  );
  readonly history = new Answer<BalanceHistory>(() => {
    const to = Date.now();
    const { lengthMs, step } = this.range;
    const params = {
      model: this.model,
      step,
      zone: this.zone,
      from: new Date(to - lengthMs).toISOString(),
      to: new Date(to).toISOString(),
    };
    return this.http.get<BalanceHistory>(routes.balanceHistory(this.account()), { params });
  });

  async show(model: string, range: BalanceRange): Promise<void> {
    [this.model, this.range] = [model, range];
    await this.readHistory();
  }

  /** Called whenever something may have changed. */
  async refresh(): Promise<void> {
    const isOld = this.readAt > 0 && Date.now() - this.readAt > READ_AGAIN_MS;
    await Promise.all([
      this.forecast.refresh(),
      this.limits.refresh(),
      ...(isOld ? [this.readHistory()] : []),
    ]);
  }

  async readHistory(): Promise<void> {
    this.readAt = Date.now();
    await this.history.refresh();
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('An allocation of nobody was asked for');
    return accountId;
  }
}
