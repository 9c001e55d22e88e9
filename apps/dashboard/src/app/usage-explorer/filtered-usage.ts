import { HttpClient } from '@angular/common/http';
import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Features, Models, UsageEntry, UsagePage } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom, map } from 'rxjs';
import { readableCount } from '../amounts/amount-text.js';
import { Announcer } from '../live/announcer.js';
import { CurrentSession } from '../session/current-session.js';
import { AccountStatement } from '../statement/account-statement.js';
import { Answer } from '../statement/answer.js';
import { pageByCursor, PagedAnswer } from '../statement/paged-answer.js';

/** The first is there soon; whoever scrolls on wants many. */
const FIRST_LENGTH = 50;
const NEXT_LENGTH = 200;

type Parameters = Readonly<Record<string, string>>;

/**
 * What of the history a filter finds. The statement of the account, which is pushed, says when something was used:
 * then it is counted how much of that is found too, and only shown when somebody wants it, so that rows stay put.
 */
@Injectable()
export class FilteredUsage {
  private readonly http = inject(HttpClient);
  private readonly session = inject(CurrentSession);
  private readonly statement = inject(AccountStatement);
  private readonly announcer = inject(Announcer);
  private asked: Parameters = {};
  /** Newest use when it was asked last. */
  private known: string | null = null;
  private readonly count = signal(0);

  readonly models = new Answer<Models>(() => this.http.get<Models>(routes.models));
  readonly features = new Answer<Features>(() => this.http.get<Features>(routes.features));
  readonly found = new PagedAnswer<UsageEntry>();
  /** Position of the newest use of all; empty when there is none, null while that is not known. */
  readonly newest = computed(() => {
    const history = this.statement.history.value();
    return history && (history.items[0]?.position ?? '');
  });
  /** So many came since that are not shown; no more than `newerMax` are counted. */
  readonly newer = this.count.asReadonly();
  readonly newerMax = FIRST_LENGTH;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.announcer.drop('usage'));
    effect(() => {
      const newest = this.newest();
      const items = this.found.items();
      if (items && newest && newest !== this.known) untracked(() => void this.lookForNewer(newest, items));
    });
  }

  async find(parameters: Parameters): Promise<void> {
    this.asked = parameters;
    this.count.set(0);
    await this.read({ ofElse: true });
  }

  /** From the newest on, in the place of what is shown. */
  async showNewer(): Promise<void> {
    await this.read({ ofElse: false });
    if (!this.found.trouble()) this.count.set(0);
  }

  /** A file of all that is found, not only of the pages that are shown. */
  exportUrl(format: 'csv' | 'json', parameters: Parameters): string {
    const query = new URLSearchParams({ ...parameters, format });
    return `${routes.usageExport(this.account())}?${query.toString()}`;
  }

  private async read(options: { readonly ofElse: boolean }): Promise<void> {
    const asked = this.asked;
    this.known = untracked(this.newest);
    await this.found.read((cursor) => {
      const place = cursor === null ? { limit: FIRST_LENGTH } : { limit: NEXT_LENGTH, cursor };
      return this.page({ ...asked, ...place }).pipe(map(pageByCursor));
    }, options);
  }

  private async lookForNewer(newest: string, items: readonly UsageEntry[]): Promise<void> {
    this.known = newest;
    if (newerThan(items, [{ position: newest }]) === 0) return;
    const asked = this.asked;
    const params = { ...asked, limit: FIRST_LENGTH };
    const page = await firstValueFrom(this.page(params)).catch(() => null); // how fresh the page is, the frame says
    if (asked !== this.asked) return;
    if (page) await this.offer(newerThan(this.found.items() ?? [], page.items));
    else this.known = null;
  }

  private async offer(count: number): Promise<void> {
    if (count > 0 && this.found.items()?.length === 0) return await this.showNewer(); // nothing is read there
    this.count.set(count);
    if (count > 0) this.announcer.say('usage', $localize`New uses: ${readableCount(count)}:count:`);
  }

  private page(params: Readonly<Record<string, string | number>>) {
    return this.http.get<UsagePage>(routes.usage(this.account()), { params });
  }

  private account(): string {
    const accountId = this.session.accountId();
    if (accountId === null) throw new Error('The usage of nobody was asked for');
    return accountId;
  }
}

type Placed = Pick<UsageEntry, 'position'>;

/** How many were used after all that are shown, newest first. */
function newerThan(shown: readonly Placed[], found: readonly Placed[]): number {
  const newest = BigInt(shown[0]?.position ?? -1);
  return found.filter(({ position }) => BigInt(position) > newest).length;
}
