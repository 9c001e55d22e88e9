import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideSnowflake } from '@lucide/angular';
import { CurrentSession } from '../session/current-session.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountEventList } from './account-event-list.js';
import type { Intervention } from './intervention.js';
import { LookedAfterAccount } from './looked-after-account.js';

const loadIntervention = async () => (await import('./intervention-sheet.js')).InterventionSheet;

/** The account of somebody else: what it holds, what happened, and what an administrator may do about it. */
@Component({
  selector: 'tl-account-page',
  imports: [AccountEventList, Amount, LucideSnowflake, RouterLink, ScrollEdge, Skeleton, TroubleNotice],
  providers: [LookedAfterAccount, Sheets],
  templateUrl: './account.page.html',
  styleUrl: './account.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPage {
  /** Of the address. */
  readonly accountId = input.required<string>();
  protected readonly account = inject(LookedAfterAccount);
  private readonly session = inject(CurrentSession);
  private readonly sheets = inject(Sheets);
  private readonly zone = inject(ViewerClock).zone;
  protected readonly all = pages.accounts;
  protected readonly mayIntervene = computed(() => this.session.user()?.role === 'administrator');
  protected readonly freeze = computed(() => {
    const freeze = this.account.limits.value()?.freeze;
    return freeze ? { reason: freeze.reason, since: momentText(freeze.since, this.zone) } : null;
  });

  constructor() {
    effect(() => {
      const accountId = this.accountId();
      untracked(() => void this.account.open(accountId));
    });
    this.sheets.prepare(loadIntervention);
  }

  protected async intervene(intervention: Intervention): Promise<void> {
    await this.sheets.open<Intervention>(loadIntervention, intervention);
  }
}
