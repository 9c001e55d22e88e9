import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { AccountPage, AccountSummary } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { map } from 'rxjs';
import { pageByCursor, PagedAnswer } from '../statement/paged-answer.js';

const PAGE_LENGTH = 50;

/** Accounts whose id begins as somebody typed. */
@Injectable()
export class AccountList {
  private readonly http = inject(HttpClient);
  readonly found = new PagedAnswer<AccountSummary>();

  async find(search: string): Promise<void> {
    const filter = { limit: PAGE_LENGTH, ...(search && { search }) };
    await this.found.read(
      (cursor) =>
        this.http
          .get<AccountPage>(routes.accounts, { params: { ...filter, ...(cursor !== null && { cursor }) } })
          .pipe(map(pageByCursor)),
      { ofElse: false },
    );
  }
}
