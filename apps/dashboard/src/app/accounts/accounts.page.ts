import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { RowWindow, WHOLE_MAX } from '../ui/row-window.js';
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
        <ul
          #rows
          class="panel"
          [class.long]="items.length > wholeMax"
          (focusin)="window.keepFocused($event)"
          (focusout)="window.letGo()"
        >
          @for (piece of window.pieces(); track piece.kind === 'gap' ? piece.key : idAt(piece.index)) {
            @if (piece.kind === 'gap') {
              <li class="gap" aria-hidden="true" [style.height.px]="window.heightOf(piece.rows)"></li>
            } @else {
              @if (items[piece.index]; as each) {
                <li
                  [attr.data-row]="piece.index"
                  [attr.aria-posinset]="piece.index + 1"
                  [attr.aria-setsize]="list.found.hasMore() ? -1 : items.length"
                >
                  <a [routerLink]="pageOf(each.accountId)">{{ each.accountId }}</a>
                  <span class="small soft" i18n>{each.allocations, plural,
                    =1 {1 model}
                    other {{{ each.allocations }} models}
                  }</span>
                </li>
              }
            }
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
  protected readonly wholeMax = WHOLE_MAX;
  private readonly rows = viewChild<ElementRef<HTMLElement>>('rows');
  protected readonly window = new RowWindow({
    body: this.rows,
    count: computed(() => this.list.found.items()?.length ?? 0),
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    void this.list.find('');
    effect(() => {
      const { items, hasMore, trouble } = this.list.found;
      if ((items()?.length ?? 0) > 0 && hasMore() && !trouble() && this.window.isNearEnd())
        untracked(() => void this.list.found.showMore());
    });
  }

  protected idAt(index: number): string {
    return this.list.found.items()?.[index]?.accountId ?? '';
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
