import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { UsageByPeriod } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { dayIn, plusDays } from '../time/calendar-day.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { parametersOf, type UsageFilter } from './usage-filter.js';
import type { Period, UsageView } from './usage-view.js';

/** As many periods as the API sums at a time, in days. */
const DAYS_MAX: Readonly<Record<Period, number>> = { day: 400, week: 2_790, month: 12_000 };

const ROUTES = { day: routes.usageByDay, week: routes.usageByWeek, month: routes.usageByMonth };

/** What a filter finds, summed by period and divided into parts: what the chart shows. */
@Injectable()
export class UsageSums {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly zone = inject(ViewerClock).zone;
  private asked: { readonly url: string; readonly params: Readonly<Record<string, string>> } | null = null;

  readonly found = new Answer<UsageByPeriod>(() => {
    if (!this.asked) throw new Error('The usage of nobody was asked for');
    const { url, params } = this.asked;
    return this.http.get<UsageByPeriod>(url, { params });
  });

  async find(filter: UsageFilter, { by, split }: Pick<UsageView, 'by' | 'split'>): Promise<void> {
    const accountId = this.session.accountId();
    if (accountId === null) return;
    const { from: _from, to: _to, ...charges } = parametersOf(filter);
    const to = filter.to || dayIn(this.zone, new Date());
    const earliest = plusDays(to, 1 - DAYS_MAX[by]);
    // Where too much is asked for, the newest is shown; the answer says that there is more.
    const from = filter.from !== '' && filter.from >= earliest && filter.from <= to ? filter.from : null;
    const range = { ...(from !== null && { from }), to, edges: 'cut', zone: this.zone, split };
    this.asked = { url: ROUTES[by](accountId), params: { ...charges, ...range } };
    await this.found.refresh();
  }
}
