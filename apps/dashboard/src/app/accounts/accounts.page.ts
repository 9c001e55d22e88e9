import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountList } from './account-list.js';

/** Long enough for the next key, too short to be noticed. */
const TYPING_MS = 200;

/** For auditors and administrators: finding an account. */
@Component({
  selector: 'tl-accounts-page',
  imports: [RouterLink, Skeleton, TextField, TroubleNotice],
  providers: [AccountList],
  template: `
    <header>
      <h1 i18n>Accounts</h1>
      <p i18n class="soft">Every account that has, or had, tokens.</p>
    </header>
    <form role="search" (submit)="$event.preventDefault(); findNow()">
      <tl-text-field
        fieldId="account-search"
        label="Account id begins with"
        i18n-label
        type="search"
        [placeholder]="'acc-'"
        [value]="typed()"
        (typed)="findSoon($event)"
      />
    </form>
    @if (list.found.trouble(); as trouble) {
      <tl-trouble-notice
        class="panel"
        what="The accounts could not be loaded."
        i18n-what
        [trouble]="trouble"
        (retry)="list.found.retry()"
      />
    } @else if (list.found.items(); as items) {
      @if (items.length > 0) {
        <ul class="panel">
          @for (each of items; track each.accountId) {
            <li>
              <a [routerLink]="pageOf(each.accountId)">{{ each.accountId }}</a>
              <span class="small soft" i18n>{each.allocations, plural,
                =1 {1 model}
                other {{{ each.allocations }} models}
              }</span>
            </li>
          }
        </ul>
        @if (list.found.hasMore()) {
          <button i18n type="button" class="button more" (click)="list.found.showMore()">Show more</button>
        }
      } @else {
        <div class="panel none" role="status">
          <p i18n class="strong">No account found</p>
          @if (searched()) {
            <p i18n class="soft">No id begins with “{{ searched() }}”. Capital letters count.</p>
          } @else {
            <p i18n class="soft">An account is there from its first tokens on.</p>
          }
        </div>
      }
    } @else {
      <div class="panel waiting" role="status" aria-label="Loading accounts" i18n-aria-label>
        @for (row of [1, 2, 3, 4]; track row) {
          <tl-skeleton height="18px" />
        }
      </div>
    }
  `,
  styleUrl: './accounts.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountsPage {
  protected readonly list = inject(AccountList);
  protected readonly typed = signal('');
  protected readonly searched = signal('');
  protected readonly pageOf = pages.account;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    void this.list.find('');
  }

  protected findSoon(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.findNow(), TYPING_MS);
  }

  protected findNow(): void {
    clearTimeout(this.timer);
    this.searched.set(this.typed().trim());
    void this.list.find(this.searched());
  }
}
