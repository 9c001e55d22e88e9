import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
  type Type,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ModelLimits, UsageEntry } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import { LucideSnowflake } from '@lucide/angular';
import { AccountCorrections } from '../corrections/account-corrections.js';
import { AccountGrants } from '../corrections/account-grants.js';
import { AccountLimitsTable } from '../corrections/account-limits-table.js';
import { AccountUsage } from '../corrections/account-usage.js';
import type { CapsSheetData } from '../corrections/caps-sheet.js';
import type { RevocationSheetData } from '../corrections/revocation-sheet.js';
import { CurrentSession } from '../session/current-session.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountBalanceTable } from './account-balance-table.js';
import { AccountEventList } from './account-event-list.js';
import { BalanceAtMoment } from './balance-at-moment.js';
import { DoneNotice } from './done-notice.js';
import type { Intervention } from './intervention.js';
import { LookedAfterAccount } from './looked-after-account.js';
import { momentAsked, type MomentAsked } from './moment-asked.js';

const loadIntervention = async () => (await import('./intervention-sheet.js')).InterventionSheet;
const loadReceipt = async () => (await import('../corrections/account-receipt-sheet.js')).AccountReceiptSheet;
const loadReversal = async () => (await import('../corrections/reversal-sheet.js')).ReversalSheet;
const loadRevocation = async () => (await import('../corrections/revocation-sheet.js')).RevocationSheet;
const loadCaps = async () => (await import('../corrections/caps-sheet.js')).CapsSheet;
const loadOverdraft = async () => (await import('../corrections/overdraft-sheet.js')).OverdraftSheet;

/** The account of somebody else: what it holds, what happened, and what an administrator may do about it. */
@Component({
  selector: 'tl-account-page',
  imports: [
    AccountBalanceTable,
    AccountCorrections,
    AccountEventList,
    AccountGrants,
    AccountLimitsTable,
    AccountUsage,
    BalanceAtMoment,
    DoneNotice,
    LucideSnowflake,
    RouterLink,
    Skeleton,
    TroubleNotice,
  ],
  providers: [LookedAfterAccount, Sheets],
  templateUrl: './account.page.html',
  styleUrl: './account.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPage {
  /** Of the address. */
  readonly accountId = input.required<string>();
  readonly at = input<string>();
  readonly event = input<string>();
  readonly operation = input('', { transform: (text: string | undefined) => text ?? '' });
  protected readonly account = inject(LookedAfterAccount);
  private readonly sheets = inject(Sheets);
  private readonly router = inject(Router);
  private readonly notice = viewChild(DoneNotice);
  private readonly zone = inject(ViewerClock).zone;
  protected readonly all = pages.accounts;
  protected readonly mayIntervene = inject(CurrentSession).isAdministrator;
  protected readonly freeze = computed(() => {
    const freeze = this.account.limits.value()?.freeze;
    return freeze ? { reason: freeze.reason, since: momentText(freeze.since, this.zone) } : null;
  });

  protected readonly asked = computed(() => momentAsked(this.at() ?? '', this.event() ?? ''), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });

  constructor() {
    // Before the account is opened: what is read of it is narrowed already.
    effect(() => {
      const operation = this.operation();
      untracked(() => void this.account.findUsage(operation));
    });
    effect(() => {
      const accountId = this.accountId();
      untracked(() => void this.account.open(accountId));
    });
    this.sheets.prepare(loadReceipt);
    if (this.mayIntervene())
      this.sheets.prepare(loadIntervention, loadReversal, loadRevocation, loadCaps, loadOverdraft);
  }

  /** The address has the moment. Going back leads out of the account, not through every moment of it. */
  protected async lookAt(asked: MomentAsked): Promise<void> {
    const event = 'revision' in asked ? asked.revision : null;
    const at = 'at' in asked ? asked.at : null;
    await this.goTo({ at, event });
  }

  protected async findUse(operation: string): Promise<void> {
    await this.goTo({ operation: operation || null });
  }

  protected async intervene(intervention: Intervention): Promise<void> {
    await this.ask<Intervention>(loadIntervention, intervention);
  }

  protected async showReceipt(entry: UsageEntry): Promise<void> {
    const dialog = await this.sheets.open<UsageEntry>(loadReceipt, entry);
    dialog.afterClosed().subscribe((asked) => {
      if (asked === 'reverse') void this.reverse(entry);
    });
  }

  protected async reverse(entry: UsageEntry): Promise<void> {
    await this.ask<UsageEntry>(loadReversal, entry);
  }

  protected async revoke(data: RevocationSheetData): Promise<void> {
    await this.ask<RevocationSheetData>(loadRevocation, data);
  }

  protected async setCaps(limits: CapsSheetData): Promise<void> {
    await this.ask<CapsSheetData>(loadCaps, limits);
  }

  protected async setOverdraft(limits: ModelLimits): Promise<void> {
    await this.ask<ModelLimits>(loadOverdraft, limits);
  }

  /** What opened the sheet may be gone once it is done: the focus is then on what says so. */
  private async ask<D>(load: () => Promise<Type<unknown>>, data: D): Promise<void> {
    const dialog = await this.sheets.open<D>(load, data);
    dialog.afterClosed().subscribe(() => {
      if (document.activeElement === document.body) this.notice()?.focus();
    });
  }

  private async goTo(queryParams: Readonly<Record<string, string | null>>): Promise<void> {
    const options = { queryParamsHandling: 'merge', replaceUrl: true } as const;
    await this.router.navigate([], { queryParams, ...options });
  }
}
