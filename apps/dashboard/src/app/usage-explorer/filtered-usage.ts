import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Features, Models, UsageEntry, UsagePage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { map } from 'rxjs';
import { CurrentSession } from '../session/current-session.js';
import { Answer } from '../statement/answer.js';
import { PagedAnswer } from '../statement/paged-answer.js';

/** The first is there soon; whoever scrolls on wants many. */
const FIRST_LENGTH = 50;
const NEXT_LENGTH = 200;

type Parameters = Readonly<Record<string, string>>;

/** What of the history a filter finds. */
@Injectable()
export class FilteredUsage {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);

  readonly models = new Answer<Models>(() => this.http.get<Models>(routes.models));
  readonly features = new Answer<Features>(() => this.http.get<Features>(routes.features));
  readonly found = new PagedAnswer<UsageEntry>();

  async find(parameters: Parameters): Promise<void> {
    const url = routes.usage(this.account());
    await this.found.read(
      (cursor) => {
        const place = cursor === null ? { limit: FIRST_LENGTH } : { limit: NEXT_LENGTH, cursor };
        const params = { ...parameters, ...place };
        return this.http
          .get<UsagePage>(url, { params })
          .pipe(map(({ items, nextCursor: next }) => ({ items, next })));
      },
      { ofElse: true },
    );
  }

  /** A file of all that is found, not only of the pages that are shown. */
  exportUrl(format: 'csv' | 'json', parameters: Parameters): string {
    const query = new URLSearchParams({ ...parameters, format });
    return `${routes.usageExport(this.account())}?${query.toString()}`;
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The usage of nobody was asked for');
    return accountId;
  }
}
