import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import type { CorrectionEntry } from '#libs/contract';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { CurrentSession } from '../session/current-session.js';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { correctionWords } from './correction-words.js';

/** What was put right, when, why and by whom. */
@Component({
  selector: 'tl-account-corrections',
  imports: [Amount, Skeleton, TroubleNotice],
  templateUrl: './account-corrections.html',
  styleUrl: './account-corrections.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountCorrections {
  /** The charge that was reversed is to be shown. */
  readonly find = output<string>();
  protected readonly corrections = inject(LookedAfterAccount).corrections;
  private readonly session = inject(CurrentSession);
  private readonly zone = inject(ViewerClock).zone;
  protected readonly rows = computed(() => this.corrections.items()?.map((entry) => this.rowOf(entry)));

  private rowOf(entry: CorrectionEntry) {
    return {
      ...entry,
      words: correctionWords(entry),
      at: exactMomentText(entry.correctedAt, this.zone),
      by: this.nameOf(entry.actor),
    };
  }

  private nameOf(actor: string | null): string {
    if (actor === null) return $localize`nobody who said so`;
    const me = this.session.user();
    return me && actor === `user:${me.userId}` ? $localize`you (${actor}:actor:)` : actor;
  }
}
