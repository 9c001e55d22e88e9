import { HttpClient } from '@angular/common/http';
import { computed, Injectable, inject, signal } from '@angular/core';
import type {
  AccountEventView,
  AccountEvents,
  AccountLimits,
  Balance,
  CorrectionEntry,
  CorrectionPage,
  UsageEntry,
  UsagePage,
} from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { map } from 'rxjs';
import { SentCommands, type Command } from '../http/sent-commands.js';
import { Announcer } from '../live/announcer.js';
import { Answer } from '../statement/answer.js';
import { pageByCursor, PagedAnswer } from '../statement/paged-answer.js';
import { ViewerClock } from '../time/viewer-clock.js';

const PAGE_LENGTH = 25;
/** Of what is not the last list on the page. */
const FIRST_LENGTH = 10;

interface ReadOptions {
  readonly ofElse: boolean;
}

/** The account of somebody else, as an auditor or administrator sees it. Commands throw what HttpClient throws. */
@Injectable()
export class LookedAfterAccount {
  private readonly http = inject(HttpClient);
  private readonly announcer = inject(Announcer);
  private readonly zone = inject(ViewerClock).zone;
  private readonly id = signal('');
  private readonly operation = signal('');
  private readonly latestDone = signal<string | null>(null);
  private readonly commands = new SentCommands(this.http);

  readonly accountId = this.id.asReadonly();
  /** The only use that is listed; empty: all of them. */
  readonly operationId = this.operation.asReadonly();
  /** What was done here last, in words. */
  readonly done = this.latestDone.asReadonly();
  readonly balance = new Answer<Balance>(() =>
    this.http.get<Balance>(routes.balance(this.id()), {
      params: { zone: this.zone, ...this.commands.freshness() },
    }),
  );
  readonly limits = new Answer<AccountLimits>(() =>
    this.http.get<AccountLimits>(routes.limits(this.id()), { params: this.commands.freshness() }),
  );
  /** These are all newest first. */
  readonly usage = new PagedAnswer<UsageEntry>();
  readonly corrections = new PagedAnswer<CorrectionEntry>();
  readonly events = new PagedAnswer<AccountEventView>();
  readonly allocations = computed(() => this.balance.value()?.allocations ?? []);

  async open(accountId: string): Promise<void> {
    const ofElse = accountId !== this.id();
    this.id.set(accountId);
    this.forgetDone();
    await this.readAll({ ofElse });
  }

  async refresh(): Promise<void> {
    await this.readAll({ ofElse: false });
  }

  async findUsage(operationId: string): Promise<void> {
    if (operationId === this.operation()) return;
    this.operation.set(operationId);
    if (this.id()) await this.readUsage({ ofElse: true });
  }

  /**
   * Carries out a command, and then reads what it did.
   * @param told what was done, in words, by what the API answered.
   */
  async send<Done extends { readonly position: string }>(
    method: 'POST' | 'PUT',
    command: Command,
    told: (done: Done) => string,
  ): Promise<void> {
    const done = await this.commands.send<Done>(method, command);
    await this.refresh();
    const words = told(done);
    this.latestDone.set(words);
    this.announcer.say('account', words);
  }

  forgetDone(): void {
    this.latestDone.set(null);
  }

  /** What a model is called. */
  nameOf(model: string): string {
    return this.allocations().find((each) => each.model === model)?.name ?? model;
  }

  private async readAll(options: ReadOptions): Promise<void> {
    await Promise.all([
      this.balance.refresh(),
      this.limits.refresh(),
      this.readUsage(options),
      this.readCorrections(options),
      this.readEvents(options),
    ]);
  }

  private async readUsage(options: ReadOptions): Promise<void> {
    const [url, operationId] = [routes.usage(this.id()), this.operation()];
    const asked = { ...(operationId && { operationId }), ...this.commands.freshness() };
    await this.usage.read((cursor) => {
      const params = { ...asked, ...placeOf(cursor) };
      return this.http.get<UsagePage>(url, { params }).pipe(map(pageByCursor));
    }, options);
  }

  private async readCorrections(options: ReadOptions): Promise<void> {
    const [url, asked] = [routes.corrections(this.id()), this.commands.freshness()];
    await this.corrections.read((cursor) => {
      const params = { ...asked, ...placeOf(cursor) };
      return this.http.get<CorrectionPage>(url, { params }).pipe(map(pageByCursor));
    }, options);
  }

  private async readEvents(options: ReadOptions): Promise<void> {
    const url = routes.accountEvents(this.id());
    await this.events.read((before) => {
      const params = { limit: PAGE_LENGTH, ...(before !== null && { before }) };
      return this.http
        .get<AccountEvents>(url, { params })
        .pipe(map(({ items, nextBefore: next }) => ({ items, next })));
    }, options);
  }
}

function placeOf(cursor: string | null): Record<string, string | number> {
  return cursor === null ? { limit: FIRST_LENGTH } : { limit: PAGE_LENGTH, cursor };
}
