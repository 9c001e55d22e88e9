import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideSnowflake } from '@lucide/angular';
import { CurrentSession } from '../session/current-session.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountBalanceTable } from './account-balance-table.js';
import { AccountEventList } from './account-event-list.js';
import { BalanceAtMoment } from './balance-at-moment.js';
import type { Intervention } from './intervention.js';
import { LookedAfterAccount } from './looked-after-account.js';
import { momentAsked, type MomentAsked } from './moment-asked.js';

const loadIntervention = async () => (await import('./intervention-sheet.js')).InterventionSheet;

/** The account of somebody else: what it holds, what happened, and what an administrator may do about it. */
@Component({
  selector: 'tl-account-page',
  imports: [
    AccountBalanceTable,
    AccountEventList,
    BalanceAtMoment,
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
  protected readonly account = inject(LookedAfterAccount);
  private readonly sheets = inject(Sheets);
  private readonly router = inject(Router);
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
    effect(() => {
      const accountId = this.accountId();
      untracked(() => void this.account.open(accountId));
    });
    this.sheets.prepare(loadIntervention);
  }

  /** The address has the moment. Going back leads out of the account, not through every moment of it. */
  protected async lookAt(asked: MomentAsked): Promise<void> {
    const event = 'revision' in asked ? asked.revision : null;
    const at = 'at' in asked ? asked.at : null;
    await this.router.navigate([], { queryParams: { at, event }, replaceUrl: true });
  }

  protected async intervene(intervention: Intervention): Promise<void> {
    await this.sheets.open<Intervention>(loadIntervention, intervention);
  }
}
