import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { NotificationKind } from '#libs/contract';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { ChosenKinds } from './chosen-kinds.js';

interface KindChoice {
  readonly kind: NotificationKind;
  readonly name: string;
  readonly meaning: string;
}

const CHOICES: readonly KindChoice[] = [
  {
    kind: 'low-balance',
    name: $localize`Low balance`,
    meaning: $localize`At most 10% is left of what there was after the latest credit.`,
  },
  {
    kind: 'critical-balance',
    name: $localize`Critical balance`,
    meaning: $localize`At most 5% of it is left.`,
  },
  { kind: 'depleted', name: $localize`Depleted`, meaning: $localize`No tokens are left.` },
  {
    kind: 'expiring-soon',
    name: $localize`Expiring soon`,
    meaning: $localize`Tokens expire within 7 days and are not used up.`,
  },
  {
    kind: 'purchase-failed',
    name: $localize`Payment failed`,
    meaning: $localize`A purchase, a renewal or an automatic top-up was not paid.`,
  },
];

@Component({
  selector: 'tl-kind-settings',
  imports: [Skeleton, TroubleNotice],
  providers: [ChosenKinds],
  templateUrl: './kind-settings.html',
  styleUrl: './kind-settings.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KindSettings {
  protected readonly chosen = inject(ChosenKinds);
  protected readonly choices = CHOICES;

  constructor() {
    void this.chosen.load();
  }

  /** Shown as it is known to be: a choice that cannot be sent springs back. */
  protected async choose(kind: NotificationKind, input: HTMLInputElement): Promise<void> {
    await this.chosen.choose(kind, input.checked);
    input.checked = this.chosen.settings()?.inApp[kind] ?? true;
  }
}
