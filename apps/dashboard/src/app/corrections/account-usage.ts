import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output } from '@angular/core';
import type { UsageEntry } from '#libs/contract';
import { LookedAfterAccount } from '../accounts/looked-after-account.js';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { UsageHistory } from '../usage-history/usage-history.js';

/** The latest uses of an account, or the one of an operation. Whoever may reverses one here. */
@Component({
  selector: 'tl-account-usage',
  imports: [Skeleton, TextField, TroubleNotice, UsageHistory],
  templateUrl: './account-usage.html',
  styleUrl: './account-usage.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountUsage {
  readonly mayReverse = input.required<boolean>();
  /** Of the address: the use to show; empty: the latest. */
  readonly operationId = input.required<string>();
  readonly find = output<string>();
  readonly choose = output<UsageEntry>();
  readonly reverse = output<UsageEntry>();
  protected readonly usage = inject(LookedAfterAccount).usage;
  protected readonly typed = linkedSignal(() => this.operationId());
}
